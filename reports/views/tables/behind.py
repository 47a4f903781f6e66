"""The agencies behind a figure or a count, each with what it adds."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from reports.views.behind import AgenciesBehind
from reports.views.tables.agency_columns import agency_columns
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.views.tables.numbers import number_of
from reports.views.tables.said import run_said
from reports.workbooks.kinds import Kind
from surveys.forms.words import words
from surveys.questionnaire import vocabulary


def behind_count(context: Context) -> PageTable:
    count, chosen = context["count"], context["slice"]
    said = [
        (_("Question"), f"{words(count.question.label)} ({count.question.name})"),
        (_("Counted"), context["counted"]),
        (_("Level"), chosen.level),
        (_("Group"), chosen.name or _("All agencies")),
    ]
    days = bool(count.part) and count.part.kind is vocabulary.Kind.DATE
    return _table(context["listed"], said, in_days=days)


def behind_figure(context: Context) -> PageTable:
    line = context["line"]
    said = [
        (_("Figure"), words(line.comparison.figure.label)),
        (_("In the report"), line.printed),
        (_("From the answers"), line.computed),
        (_("Level"), context["level"]),
        run_said(context["survey_round"]),
    ]
    return _table(context["listed"], said)


def _table(listed: AgenciesBehind, said: Sequence[tuple[str, str]], *, in_days: bool = False) -> PageTable:
    columns = agency_columns(lambda row: row)
    if listed.amount:
        kind = Kind.DATE if in_days else Kind.LONG_TEXT if listed.in_words else Kind.NUMBER
        columns.append(TableColumn(listed.amount, lambda row: _cell(listed.adds[row.pk]), kind))
    searched = [(_("Name or code"), listed.q)] if listed.q else []
    return PageTable(_("Agencies"), columns, list(listed.page.paginator.object_list), [*said, *searched])


def _cell(adds: Fraction | str | int) -> Any:
    return adds if isinstance(adds, str) else number_of(Fraction(adds))


ITEM: Final[Tables] = {"agencies": behind_count}
FIGURE: Final[Tables] = {"agencies": behind_figure}
