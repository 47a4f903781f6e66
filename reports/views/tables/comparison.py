"""Two scoring runs side by side."""

from typing import Any, Final

from django.utils.translation import gettext as _

from portal.formats import format_score, half_up
from reports.views.comparison_rows import Row, with_causes
from reports.views.tables.agency_columns import agency_columns, lines
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.views.tables.said import number_of_run, searched_for
from reports.workbooks.kinds import Kind


def means(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Code"), lambda row: None if row.code == "total" else row.code, width=10),
        TableColumn(_("Dimension and indicator"), lambda row: row.name, width=50),
        TableColumn(_("Before"), lambda row: row.before.value, Kind.SCORE),
        TableColumn(_("After"), lambda row: row.after.value, Kind.SCORE),
        TableColumn(_("Difference"), lambda row: row.difference, Kind.SCORE),
        TableColumn(_("n before"), lambda row: row.before.n, Kind.COUNT),
        TableColumn(_("n after"), lambda row: row.after.n, Kind.COUNT),
    ]
    return PageTable(_("Means"), columns, context["means"], said=_said(context))


def agencies(context: Context) -> PageTable:
    found = context["page"].paginator.object_list
    runs, level = (context["before"], context["after"]), context["audience"]
    rows = with_causes(found, *runs, level, context["questionnaire"])
    columns = [
        *agency_columns(lambda row: row[0].agency)[:2],
        TableColumn(_("Before"), lambda row: row[0].before, Kind.SCORE),
        TableColumn(_("After"), lambda row: row[0].after, Kind.SCORE),
        TableColumn(_("Difference"), lambda row: row[0].difference, Kind.SCORE, sort="difference"),
        TableColumn(_("Rank before"), lambda row: row[0].rank_before, Kind.COUNT),
        TableColumn(_("from (90 % of ranks)"), lambda row: row[2] and row[2].low, Kind.COUNT),
        TableColumn(_("to (90 % of ranks)"), lambda row: row[2] and row[2].high, Kind.COUNT),
        TableColumn(_("Rank after"), lambda row: row[0].rank_after, Kind.COUNT, sort="rank"),
        TableColumn(_("from (90 % of ranks)"), lambda row: row[3] and row[3].low, Kind.COUNT),
        TableColumn(_("to (90 % of ranks)"), lambda row: row[3] and row[3].high, Kind.COUNT),
        TableColumn(_("Places won"), lambda row: row[0].places, Kind.NUMBER, sort="places"),
        TableColumn(_("Moved most by"), _causes, width=44),
        TableColumn(_("Adjusted by EGA"), _adjusted, Kind.LONG_TEXT, 50),
    ]
    order = _("Greatest difference first")
    return PageTable(
        _("Agencies in both runs"), columns, rows, [*_said(context), *searched_for(context)], order
    )


def _causes(row: Row) -> str | None:
    moved = row[1]
    parts = [(each.code, each.difference) for each in moved.causes]
    parts += [(_("rest"), moved.rest)] if moved.rest else []
    return ", ".join(f"{name} {_signed(difference)}" for name, difference in parts) or None


def _adjusted(row: Row) -> str | None:
    """Each question with its score in either run; a dash is a run that takes it as it was answered."""
    return lines(f"{name}: {format_score(each.before)} → {format_score(each.after)}" for name, each in row[4])


def _signed(value: Any) -> str:
    return f"{half_up(value, 2):+,}".replace("-", "−")


def _said(context: Context) -> list[tuple[str, str]]:
    return [
        *context["printed"],
        *(
            (label, f"{number_of_run(run.pk)} – {run.why}")
            for label, run in ((_("Before"), context["before"]), (_("After"), context["after"]))
        ),
    ]


COMPARISON: Final[Tables] = {"means": means, "agencies": agencies}
