"""Ranks, and how far they can be trusted."""

from typing import Final

from django.utils.translation import gettext as _

from reports.queries.levels import label_of
from reports.views.tables.agency_columns import agency_columns
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.views.tables.numbers import number_of, score_of
from reports.views.tables.said import searched_for, this_run_said
from reports.workbooks.kinds import Kind


def ranks(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Rank"), lambda row: row.rank, Kind.COUNT, sort="rank"),
        *agency_columns(lambda row: row.submission.agency)[:2],
        TableColumn(_("Median rank"), lambda row: number_of(row.median), Kind.NUMBER, sort="median"),
        TableColumn(_("from (90 % of ranks)"), lambda row: row.low, Kind.COUNT),
        TableColumn(_("to (90 % of ranks)"), lambda row: row.high, Kind.COUNT),
    ]
    rows = list(context["page"].paginator.object_list)
    said = [*_said(context), *searched_for(context)]
    return PageTable(_("Ranks with their intervals"), columns, rows, said)


def choices(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Choice"), lambda row: row[0], width=54),
        TableColumn(_("Draws"), lambda row: row[1], Kind.COUNT),
        TableColumn(_("Places moved on average"), lambda row: score_of(row[2]), Kind.SCORE, 16),
    ]
    return PageTable(_("What moves the ranks"), columns, context["found"].choices, said=_said(context))


def parts(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Code"), lambda row: row.code, width=10),
        TableColumn(_("Dimension and indicator"), lambda row: row.name, width=50),
        TableColumn(_("Weight"), lambda row: score_of(row.nominal), Kind.PERCENT),
        TableColumn(_("Importance"), lambda row: score_of(row.effective), Kind.PERCENT),
        TableColumn(_("Compared"), lambda row: row.verdict or None),
        TableColumn(_("Correlation"), lambda row: number_of(row.correlation), Kind.NUMBER),
        TableColumn("n", lambda row: row.n, Kind.COUNT),
        TableColumn(_("Left out: places moved"), lambda row: score_of(row.shift), Kind.SCORE),
        TableColumn(_("Greatest move"), lambda row: row.largest, Kind.NUMBER),
    ]
    return PageTable(_("What each part does"), columns, context["found"].parts, said=_said(context))


def agreement(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Code"), lambda row: row.code or None, width=10),
        TableColumn(_("Parts of"), lambda row: row.name, width=50),
        TableColumn(_("Alpha"), lambda row: number_of(row.alpha), Kind.NUMBER),
        TableColumn("n", lambda row: row.n, Kind.COUNT),
    ]
    title = _("Whether the parts agree (Cronbach’s alpha)")
    return PageTable(title, columns, context["found"].consistencies, said=_said(context))


def _said(context: Context) -> list[tuple[str, str]]:
    return [(_("Level"), label_of(context["audience"])), this_run_said(context["run"])]


ROBUSTNESS: Final[Tables] = {"ranks": ranks, "choices": choices, "parts": parts, "agreement": agreement}
