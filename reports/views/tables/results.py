"""The tables of mean scores."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from reports.queries.means import Mean
from reports.views.drawings import dimension_label
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.workbooks.kinds import Kind
from surveys.questionnaire.model import Node

Line = tuple[Node | None, Mean]
"""None is the total."""


def dimensions(context: Context) -> PageTable:
    """With the total below, as on the page."""
    rows: list[Line] = [(line["node"], line["mean"]) for line in context["dimensions"]]
    rows.append((None, context["page"].means.total))
    return PageTable(_("Mean scores by dimension"), _mean_columns(), rows, said=context["printed"])


def indicators(context: Context) -> PageTable:
    rows: list[Line] = [
        (line["node"], line["mean"]) for _dimension, lines in context["indicators"] for line in lines
    ]
    return PageTable(_("Mean scores by indicator"), _mean_columns(), rows, said=context["printed"])


def _mean_columns() -> list[TableColumn]:
    return [
        TableColumn(_("Code"), lambda row: row[0].code if row[0] else None, width=10),
        TableColumn(
            _("Dimension and indicator"),
            lambda row: dimension_label(row[0]) if row[0] else _("Total score"),
            width=50,
        ),
        TableColumn(_("Mean"), lambda row: row[1].value, Kind.SCORE),
        TableColumn("n", lambda row: row[1].n, Kind.COUNT),
        TableColumn(_("Not applicable"), lambda row: row[1].not_applicable, Kind.COUNT, 16),
        TableColumn(_("Not stated, left out"), lambda row: row[1].not_stated, Kind.COUNT, 16),
    ]


def groups(context: Context) -> PageTable:
    """The n of every mean has a column of its own: on the page it stands below where it is smaller."""
    columns = [
        TableColumn(
            str(context["page"].results.grouping.label), lambda row: row[0].label, width=40, sort="group"
        ),
        TableColumn(_("Scored"), lambda row: row[1], Kind.COUNT),
        TableColumn(_("Asked"), lambda row: row[2], Kind.COUNT),
    ]
    for at, (key, label) in enumerate(context["columns"]):
        columns += [
            TableColumn(label, _cell(at, "value"), Kind.SCORE, 18, sort=key),
            TableColumn(f"{label}, n", _cell(at, "n"), Kind.COUNT, 14),
        ]
    return PageTable(_("Mean scores by group"), columns, context["groups"], said=context["printed"])


def _cell(at: int, name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row[3][at][1], name)


RESULTS: Final[Tables] = {"dimensions": dimensions, "indicators": indicators, "groups": groups}
