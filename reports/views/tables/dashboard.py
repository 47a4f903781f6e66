"""The tables of the dashboard."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final

from django.utils.translation import gettext as _

from reports.queries.means import Mean
from reports.views.drawings import dimension_label
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.views.tables.said import run_said
from reports.workbooks.kinds import Kind


def groups(context: Context) -> PageTable:
    columns = [
        TableColumn(str(context["look"].grouping.label), lambda row: row.group.label, width=40, sort="group"),
        _figure(_("Asked"), "asked", sort="asked"),
        _figure(_("Started"), "started"),
        _figure(_("Submitted"), "submitted"),
        _figure(_("Responded"), "responded", sort="responded"),
        _figure(_("Response rate"), "response_rate", Kind.PERCENT, sort="rate"),
        _figure(_("On time"), "on_time"),
        _figure(_("Not responded"), "not_responded", sort="missing"),
    ]
    return PageTable(_("Response by group"), columns, context["groups"], said=context["printed"])


def _figure(head: str, name: str, kind: Kind = Kind.COUNT, sort: str = "") -> TableColumn:
    return TableColumn(head, attrgetter(f"figures.{name}"), kind, sort=sort)


def states(context: Context) -> PageTable:
    """With the sum below, as on the page."""
    levels = context["levels"]
    rows = [(row.label, *(number for number, _url in row.cells)) for row in context["states"]]
    rows.append((_("Agencies asked"), *(level.figures.asked for level in levels)))
    columns = [
        TableColumn(_("State"), _at(0), width=30),
        *(TableColumn(level.label, _at(at), Kind.COUNT, 20) for at, level in enumerate(levels, start=1)),
    ]
    return PageTable(_("Number of agencies in each state"), columns, rows, said=context["printed"])


def reached(context: Context) -> PageTable:
    rows = context["reached"]
    steps = [label for label, _number, _url in rows[0].cells] if rows else []
    columns = [
        TableColumn(_("Level"), lambda row: row.label),
        *(TableColumn(label, _step(at), Kind.COUNT, 16) for at, label in enumerate(steps)),
    ]
    title = _("Number of agencies that have come so far")
    return PageTable(title, columns, rows, said=context["printed"])


def _step(at: int) -> Callable[[Any], int]:
    return lambda row: int(row.cells[at][1])


def course(context: Context) -> PageTable:
    columns = [
        TableColumn(_("Day"), lambda row: row[0].date, Kind.DATE),
        TableColumn(_("Responses"), lambda row: row[0].responses, Kind.COUNT),
        TableColumn(_("Responses so far"), lambda row: row[0].cumulative, Kind.COUNT),
        TableColumn(_("Share of asked"), lambda row: row[1], Kind.PERCENT),
    ]
    return PageTable(_("Response day by day"), columns, context["course_days"], said=context["printed"])


def beside(context: Context) -> PageTable:
    comparison = context["comparison"]
    columns = [
        TableColumn(_("Level"), lambda row: row[0]),
        _beside(_("Response rate now"), "rate", Kind.PERCENT),
        _beside(_("Responded"), "responded"),
        _beside(_("Asked"), "asked"),
        _beside(_("On the same day then"), "rate_then", Kind.PERCENT),
        _beside(_("Responded then"), "earlier.by_day"),
        _beside(_("Asked then"), "earlier.asked"),
        _beside(_("Difference in points"), "ahead", Kind.SCORE),
        _beside(_("Then, at its last day"), "rate_at_deadline", Kind.PERCENT),
        _beside(_("Responded by its last day"), "earlier.by_deadline"),
        _beside(_("Forecast for the last day"), "forecast", Kind.PERCENT),
    ]
    said = [(_("Round before"), comparison.earlier_round.name)] if comparison else []
    title = _("Response beside the round before")
    return PageTable(title, columns, context["beside"], said=[*context["printed"], *said])


def _beside(head: str, name: str, kind: Kind = Kind.COUNT) -> TableColumn:
    value = attrgetter(name)
    return TableColumn(head, lambda row: value(row[1]), kind, 16)


def dimensions(context: Context) -> PageTable:
    """Of a level that is not asked the dimension the cells are empty."""
    totals = context.get("totals", ())
    rows: list[tuple[str, list[Mean | None]]] = [
        (dimension_label(node), [mean if surveyed else None for mean, surveyed in means])
        for node, means in context.get("dimensions", ())
    ]
    rows.append((_("Total score"), [means.total for _label, _audience, means in totals]))
    columns = [TableColumn(_("Dimension"), _at(0), width=44)]
    for at, (label, _audience, _means) in enumerate(totals):
        columns += [
            TableColumn(label, _of_level(at, "value"), Kind.SCORE, 20),
            TableColumn(f"{label}, n", _of_level(at, "n"), Kind.COUNT, 14),
        ]
    said = [*context["printed"], run_said(context["survey_round"])]
    return PageTable(_("Mean scores by dimension"), columns, rows, said=said)


def _of_level(at: int, name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row[1][at], name) if row[1][at] else None


def _at(place: int) -> Callable[[Any], Any]:
    return lambda row: row[place]


DASHBOARD: Final[Tables] = {
    "groups": groups,
    "states": states,
    "reached": reached,
    "days": course,
    "beside": beside,
}
SCORES: Final[Tables] = {"dimensions": dimensions}
"""For those who see scores."""
