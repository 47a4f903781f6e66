"""How every question of a page was answered, as one table: each count a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.queries.spread import Spread
from reports.views.drawings import dimension_label
from reports.views.item_lines import Block, Line, Part, Section
from reports.views.tables.description import Context, PageTable, TableColumn, Tables
from reports.views.tables.numbers import number_of
from reports.workbooks.kinds import Kind
from surveys.forms.words import words

STATE, ROWS, OPTION, GIVEN, NUMBERS = (
    gettext_lazy("State"),
    gettext_lazy("Rows listed"),
    gettext_lazy("Option"),
    gettext_lazy("Answers given"),
    gettext_lazy("Numbers given"),
)


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count; `base` is what `share` is a share of, `given` the answers that `of_given` is one of."""

    section: Section
    block: Block
    what: str | Promise
    part: str
    label: str
    n: int
    base: int | None
    line: Line | None = None
    given: int | None = None
    values: Part | None = None

    @property
    def spread(self) -> Spread | None:
        return self.values.values.spread if self.values else None

    @property
    def days(self) -> tuple[Any, Any]:
        return (self.values and self.values.days) or (None, None)


def items(context: Context) -> PageTable:
    rows = [
        row for section in context["sections"] for block in section.blocks for row in _counts(section, block)
    ]
    return PageTable(_("Results by question"), _columns(), rows, said=context["printed"])


def _counts(section: Section, block: Block) -> Iterator[CountRow]:
    base = block.item.base
    for line in block.states:
        yield CountRow(section, block, STATE, "", line.label, line.n, base, line)
    if block.rows:
        yield CountRow(section, block, ROWS, "", "", block.rows.n, None)
    for part in block.choices:
        for line in part.options:
            yield CountRow(section, block, OPTION, part.label, line.label, line.n, part.base, line, part.n)
    for part in block.numbers:
        yield CountRow(section, block, NUMBERS, part.label, "", part.n, part.base, values=part)
    for part in block.others:
        if part.label or part.days:
            yield CountRow(section, block, GIVEN, part.label, "", part.n, part.base, values=part)


def _columns() -> list[TableColumn]:
    return [
        TableColumn(_("Dimension and indicator"), lambda row: dimension_label(row.section.node), width=30),
        TableColumn(_("Question"), lambda row: row.block.question.name),
        TableColumn(_("Text"), lambda row: words(row.block.question.label), Kind.LONG_TEXT, 50),
        TableColumn(_("What is counted"), lambda row: str(row.what)),
        TableColumn(_("Part"), lambda row: row.part or None, width=30),
        TableColumn(_("Answer"), lambda row: row.label or None, width=34),
        TableColumn("n", lambda row: row.n, Kind.COUNT, 10),
        TableColumn(_("Base of the shares"), lambda row: row.base, Kind.COUNT, 10),
        TableColumn(_("% of base"), lambda row: row.line and row.line.share, Kind.PERCENT),
        TableColumn(_("Answered"), lambda row: row.given, Kind.COUNT, 10),
        TableColumn(
            _("% of those that answered"), lambda row: row.line and row.line.of_given, Kind.PERCENT, 14
        ),
        _spread(_("Mean"), "mean"),
        _spread(_("Least"), "minimum"),
        _spread(_("Lower quartile"), "lower"),
        _spread(_("Median"), "median"),
        _spread(_("Upper quartile"), "upper"),
        _spread(_("Greatest"), "maximum"),
        TableColumn(_("Sum"), _sum, Kind.NUMBER),
        TableColumn(_("Earliest"), lambda row: row.days[0], Kind.DATE),
        TableColumn(_("Latest"), lambda row: row.days[1], Kind.DATE),
    ]


def _spread(head: str, name: str) -> TableColumn:
    value = attrgetter(name)
    return TableColumn(head, lambda row: number_of(value(row.spread)) if row.spread else None, Kind.NUMBER)


def _sum(row: CountRow) -> Any:
    """Percentages are not added up."""
    return number_of(row.spread.total) if row.spread and not row.block.in_percent else None


ITEMS: Final[Tables] = {"items": items}
