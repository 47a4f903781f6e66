"""What a sheet is made of, before any library knows of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from reports.workbooks.kinds import Kind

Row = Sequence[Any]
"""One value a column, of the column's kind; None leaves the cell empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters; `code` is the name that programs know the column by."""

    head: str
    kind: Kind = Kind.TEXT
    width: int = 12
    code: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that is one table, however long: its rows are made as they are written.

    Over the heads stands the banner of the workbook. They and the first `kept` columns stay in sight, on
    paper too, and every column has a filter. `shows_codes` gives the names of the columns a second row of
    heads. `counted` says how many rows there will be, where they are so many that the progress of the export
    counts them. `key` names the sheet in any language. `told_apart` is the code of a column that names each
    row: the figures of such a sheet are compared row by row, those of any other column by column.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    kept: int = 2
    shows_codes: bool = False
    counted: int = 0
    told_apart: str = ""

    @property
    def widths(self) -> Sequence[int]:
        return [column.width for column in self.columns]

    def at(self, code: str) -> int | None:
        """The number, from 0, of the column with this code; None where there is none."""
        return next((at for at, column in enumerate(self.columns) if code and column.code == code), None)

    @property
    def head_rows(self) -> int:
        """The banner, the words, and the names for programs."""
        return 3 if self.shows_codes else 2

    @property
    def has_long_texts(self) -> bool:
        return any(column.kind is Kind.LONG_TEXT for column in self.columns)


class Picture(Enum):
    """A native chart of a block: bars of one column, or a radar of several."""

    BARS = "bars"
    RADAR = "radar"


@dataclass(frozen=True, slots=True)
class Chart:
    """`columns` are those whose figures are drawn, by number from 0; the column `labels` has their words."""

    picture: Picture
    title: str
    columns: tuple[int, ...]
    labels: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A small table among others; without heads it is a list of facts.

    `note` stands under it, and the chart under that. On paper it `begins_page` if it says so.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    chart: Chart | None = None
    begins_page: bool = False

    @property
    def has_heads(self) -> bool:
        return any(column.head for column in self.columns)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet to be read: small tables one below the other."""

    title: str
    blocks: Sequence[Block]
    widths: Sequence[int]


Sheet = Table | Leaf
