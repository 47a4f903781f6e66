"""Tables as a file of Excel. Text is always written as text: "=1+1" is no formula, "#N/A" no error."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from surveys.questionnaire.workbook import column_letter

Cell = str | int | Decimal
"""What stands in a cell; a Decimal is written as a number where Excel can hold all its digits."""

FONT: Final = "Tahoma"
SIZE: Final = 10
HEAD_PAPER: Final = "FFE8EFFB"
LONGEST: Final = 32_767
"""Characters that a cell holds."""

NARROWEST, WIDEST, NARROW_TEXT = 8, 60, 45
"""Widths of columns, in characters."""

NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads _x0041_ as the letter A, so its first underscore has to be written as an escape itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name (at most 31 characters), its headings, and rows with a cell for each heading."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A workbook with these sheets; headings stay in sight, and every column has a filter."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _write(book.create_sheet(table.name), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet: Worksheet, table: Table) -> None:
    for row, cells in enumerate((table.headings, *table.rows), start=1):
        for column, content in enumerate(cells, start=1):
            if content != "":
                _fill(cast(ExcelCell, sheet.cell(row, column)), content, is_head=row == 1)
    for position in range(len(table.headings)):
        sheet.column_dimensions[column_letter(position)].width = _width(table, position)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{column_letter(len(table.headings) - 1)}{len(table.rows) + 1}"


def _fill(cell: ExcelCell, content: Cell, *, is_head: bool) -> None:
    number = _number(content)
    if number is None:
        cell.value = _clean(str(content))
        cell.data_type = "s"
        cell.number_format = "@"
    else:
        cell.value = number
    cell.font = Font(name=FONT, size=SIZE, bold=is_head)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_head:
        cell.fill = PatternFill("solid", fgColor=HEAD_PAPER)


def _number(content: Cell) -> int | float | None:
    """The content as Excel can hold it; None for text, and for a number that would lose digits."""
    if isinstance(content, str):
        return None
    if content == int(content):
        return int(content)
    number = float(content)
    return number if str(number) == str(content) else None


def _clean(text: str) -> str:
    return LOOKS_ESCAPED.sub("_x005F_", NOT_IN_XML.sub("", text))[:LONGEST]


def _width(table: Table, position: int) -> int:
    """By the longest line of the column; long texts are wrapped."""
    cells = [table.headings[position], *(str(row[position]) for row in table.rows)]
    longest = max(len(line) for cell in cells for line in cell.splitlines() or [""])
    widest = WIDEST if longest > WIDEST else NARROW_TEXT
    return max(NARROWEST, min(longest + 3, widest))
