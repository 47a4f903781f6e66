"""Writes sheets into a workbook, one row after the other: what was written is not kept in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbooks import styles
from reports.workbooks.charts import drawn
from reports.workbooks.pages import (
    heads,
    long_texts,
    row_maker,
    set_height,
    set_print,
    set_widths,
    styled,
)
from reports.workbooks.sheets import Block, Leaf, Sheet, Table
from reports.workbooks.text import sheet_title

ROW_HEIGHT = 0.53
"""Of a row with one line, in centimetres."""

ROOM_FOR_BUTTON = 3
"""What the filter takes of a head, in characters."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet that was written: its title in the file, and its number of rows with the heads."""

    sheet: Sheet
    title: str
    rows: int


class Writer:
    """One workbook being written for readers of `language`; `on_row` is called for every counted row.

    `banner` is printed over every page of every sheet.
    """

    def __init__(self, language: str, banner: str, on_row: Callable[[], None]) -> None:
        self._book = Workbook(write_only=True)
        self._banner, self._on_row = banner, on_row
        for style in styles.styles(language):
            self._book.add_named_style(style)

    def add(self, sheet: Sheet) -> Written:
        """Write the sheet after those before it."""
        title = sheet_title(sheet.title, {title.lower() for title in self._book.sheetnames})
        # A write-only sheet has what is used of a Worksheet here.
        page: Worksheet = self._book.create_sheet(title)
        set_widths(page, sheet.widths)
        set_print(page, self._banner, len(sheet.widths))
        rows = self._table(page, sheet) if isinstance(sheet, Table) else _leaf(page, sheet)
        return Written(sheet, title, rows)

    def save(self, path: Path) -> None:
        self._book.save(path)

    def _table(self, page: Worksheet, table: Table) -> int:
        top = table.head_rows
        page.print_title_rows = f"1:{top}"
        page.freeze_panes = f"{get_column_letter(table.kept + 1)}{top + 1}"
        set_height(page, 1, [(column.head, column.width - ROOM_FOR_BUTTON) for column in table.columns])
        page.append(heads(page, table.columns))
        if table.shows_codes:
            page.append([styled(page, styles.CODE, column.code) for column in table.columns])
        rows = top + self._rows(page, table)
        page.auto_filter.ref = f"A{top}:{get_column_letter(len(table.columns))}{rows}"
        return rows

    def _rows(self, page: Worksheet, table: Table) -> int:
        row_of = row_maker(page, table.columns)
        written = 0
        for row in table.rows:
            written += 1
            if table.has_long_texts:
                set_height(page, table.head_rows + written, long_texts(table.columns, row))
            page.append(row_of(row))
            if table.counted:
                self._on_row()
        return written


def _leaf(page: Worksheet, leaf: Leaf) -> int:
    page.sheet_view.showGridLines = False
    written = 0
    for block in leaf.blocks:
        written += _block(page, block, leaf.widths, written + 1)
    return written


def _block(page: Worksheet, block: Block, widths: Sequence[int], top: int) -> int:
    """Write a block whose title stands in row `top`; returns how many rows it takes, with one below it."""
    page.append([styled(page, styles.TITLE, block.title)])
    if block.has_heads:
        set_height(page, top + 1, [(column.head, widths[at]) for at, column in enumerate(block.columns)])
        page.append(heads(page, block.columns))
    first = top + 1 + block.has_heads
    row_of = row_maker(page, block.columns, beside=not block.has_heads)
    for number, row in enumerate(block.rows, start=first):
        set_height(page, number, long_texts(block.columns, row))
        page.append(row_of(row))
    used = first + len(block.rows) - top
    return used + _below(page, block, used, _add_chart(page, block, top, first))


def _add_chart(page: Worksheet, block: Block, top: int, first: int) -> int:
    """Draw the chart beside the block; returns how many rows it is high."""
    if not (block.chart and block.rows):
        return 0
    chart = drawn(block.chart, page, first, first + len(block.rows) - 1)
    page.add_chart(chart, f"{get_column_letter(len(block.columns) + 2)}{top}")
    return ceil(chart.height / ROW_HEIGHT)


def _below(page: Worksheet, block: Block, used: int, height: int) -> int:
    """Write the note, and leave free what the chart needs and one row more; returns their number."""
    if block.note:
        page.append([styled(page, styles.NOTE, block.note)])
    used += bool(block.note)
    free = max(1, height - used)
    for _row in range(free):
        page.append([])
    return free + bool(block.note)
