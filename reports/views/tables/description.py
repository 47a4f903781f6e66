"""What a table of a page is made of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from reports.workbooks.kinds import Kind
from reports.workbooks.sheets import Column

WIDTHS: Mapping[Kind, int] = {
    Kind.TEXT: 20,
    Kind.LONG_TEXT: 40,
    Kind.COUNT: 12,
    Kind.NUMBER: 14,
    Kind.SCORE: 12,
    Kind.PERCENT: 12,
    Kind.DATE: 14,
    Kind.MOMENT: 18,
}


class Rows(Protocol):
    """A list, or what is read piece by piece: how many there are is known before."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class TableColumn:
    """`value` takes it from a row; None leaves the cell empty.

    `head` is what stands over the column on the page. `sort` is the key by which the page sorts by it.
    `width` is in characters; 0 is that of the kind.
    """

    head: str
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    width: int = 0
    sort: str = ""

    @property
    def column(self) -> Column:
        return Column(self.head, self.kind, self.width or WIDTHS[self.kind])


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with all its rows, also those that stand on other pages of a list.

    `said` is what was chosen, in words, and where figures come from; `order` how the rows stand where no
    column of the page sorts them; `shorter` what to do where the rows are too many for one file.
    """

    title: str
    columns: Sequence[TableColumn]
    rows: Rows
    said: Sequence[tuple[str, str]] = ()
    order: str = ""
    shorter: str = ""

    def order_in_words(self, sort: str) -> str:
        """`sort` is that of the address: a key, after a minus for the other direction."""
        key = sort.removeprefix("-")
        head = next((column.head for column in self.columns if key and column.sort == key), "")
        if not head:
            return self.order
        return (_("%(head)s, descending") if sort.startswith("-") else _("%(head)s, ascending")) % {
            "head": head
        }


Context = Mapping[str, Any]
"""What the template of the page gets."""

Tables = Mapping[str, Callable[[Context], PageTable]]
"""The tables of a page by their name in an address, each made from the objects that the page shows."""
