"""Rows and cells of a write-only sheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from math import ceil

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as PageCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.charts.lettering import letters
from reports.workbooks import styles
from reports.workbooks.kinds import Cell, Kind, cell_of
from reports.workbooks.sheets import Column, Row

LINE, MOST_LINES = 15, 12
"""Height of a line in points, and the highest that a row may become."""

A4 = 9
"""The number of this paper size in the file format."""

MOST_COLUMNS_ABREAST = 20
"""More of them on one page would be too small to read."""

RowMaker = Callable[[Row], list[PageCell | None]]


def row_maker(page: Worksheet, columns: Sequence[Column], *, beside: bool = False) -> RowMaker:
    """Turns values into cells, always the same ones: a row is written at once, and new ones cost time."""
    cells = [styled(page, styles.style_of(column.kind, beside=beside), "") for column in columns]
    kinds = [column.kind for column in columns]

    def row_of(values: Row) -> list[PageCell | None]:
        return [
            None if value is None else put(cell, cell_of(kind, value))
            for cell, kind, value in zip(cells, kinds, values, strict=True)
        ]

    return row_of


def set_height(page: Worksheet, number: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make row `number` high enough for its texts, in columns of these widths: not every program does so."""
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    if lines > 1:
        page.row_dimensions[number].height = LINE * min(lines, MOST_LINES)


def long_texts(columns: Sequence[Column], values: Row) -> Iterator[tuple[str, int]]:
    """Those of a row that run over several lines, with the width of their columns."""
    for column, value in zip(columns, values, strict=True):
        if column.kind is Kind.LONG_TEXT and value is not None:
            yield str(value), column.width


def lines_of(text: str, width: int) -> int:
    """How many lines `text` takes in a column of `width`, in letters that stand beside each other."""
    return sum(max(1, ceil(letters(line) / width)) for line in text.split("\n"))


def heads(page: Worksheet, columns: Sequence[Column]) -> list[PageCell]:
    return [styled(page, styles.head_of(column.kind), column.head) for column in columns]


def styled(page: Worksheet, style: str, value: Cell) -> PageCell:
    cell: PageCell = WriteOnlyCell(page)
    cell.style = style
    return put(cell, value)


def put(cell: PageCell, value: Cell) -> PageCell:
    if isinstance(value, Decimal):
        # As a number, openpyxl would write sixteen digits of it, the last of them a rounding error.
        cell.value = format(value.normalize(), "f")
        cell.data_type = "n"
        return cell
    cell.value = value
    if isinstance(value, str):
        # Left to itself, openpyxl makes a formula of "=1+1" and an error of "#N/A".
        cell.data_type = "s"
    return cell


def set_print(page: Worksheet, banner: str, columns: int) -> None:
    """On lying A4: as wide as the sheet, if that stays legible; the banner above, the page number below."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=columns <= MOST_COLUMNS_ABREAST)
    # An ampersand begins a code there.
    page.oddHeader.center.text = banner.replace("&", "&&")  # type: ignore[union-attr]
    page.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr]


def set_widths(page: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
