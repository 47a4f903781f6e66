"""The figures that a report has printed, beside those computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from reports.published.figures import Unit
from reports.views.drawings import dimension_label
from reports.views.published_lines import Level, Line, Section
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.views.tables.numbers import number_of
from reports.workbooks.kinds import Kind
from surveys.forms.words import words


@dataclass(frozen=True, slots=True)
class FigureRow:
    level: Level
    section: Section
    line: Line

    @property
    def shown(self) -> Line | None:
        """The line, if its computed figure is for this reader."""
        return None if self.line.hidden else self.line


def figures(context: Context) -> PageTable:
    rows = list(_rows(context["levels"] or ()))
    columns = [
        TableColumn(_("Level"), lambda row: row.level.label),
        TableColumn(_("Dimension"), _dimension, width=30),
        TableColumn(_("Figure"), lambda row: words(row.line.comparison.figure.label), Kind.LONG_TEXT, 60),
        TableColumn(_("Unit"), lambda row: _units()[row.line.comparison.figure.unit], width=10),
        TableColumn(_("In the report"), lambda row: row.line.comparison.figure.number, Kind.NUMBER),
        TableColumn(_("From the answers"), _rounded, Kind.NUMBER),
        TableColumn(_("Unrounded"), _exact, Kind.NUMBER, 20),
        TableColumn("n", _n, Kind.COUNT),
        TableColumn(_("Met?"), lambda row: row.shown and row.shown.verdict, width=12),
        TableColumn(_("Withheld because"), lambda row: row.line.why or None, width=34),
        TableColumn(_("Lines"), lambda row: ", ".join(map(str, row.line.comparison.figure.lines)), width=14),
    ]
    said = [(_("Shown"), {value: label for value, label, _n in context["choices"]}[context["chosen"]])]
    return PageTable(_("Published figures"), columns, rows, said=[*said, *context["printed"]])


def _rows(levels: Any) -> Iterator[FigureRow]:
    for level in levels:
        for section in level.sections:
            yield from (FigureRow(level, section, line) for line in section.lines)


def _dimension(row: FigureRow) -> str:
    return dimension_label(row.section.node) if row.section.node else _("The level as a whole")


def _rounded(row: FigureRow) -> Decimal | None:
    return row.shown.comparison.rounded if row.shown else None


def _exact(row: FigureRow) -> Decimal | None:
    """Only where the page shows more than the rounded figure."""
    return number_of(row.shown.comparison.value) if row.shown and row.shown.exact else None


def _n(row: FigureRow) -> int | None:
    return None if row.line.hidden and row.line.is_few else row.line.comparison.n


def _units() -> dict[Unit, str]:
    return {Unit.COUNT: _("count"), Unit.PERCENT: "%", Unit.SCORE: _("score")}


FIGURES: Final[Tables] = {"figures": figures}
