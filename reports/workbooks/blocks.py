"""Writes the small tables of a sheet that is read, one below the other."""

from collections.abc import Sequence
from math import ceil

from openpyxl.worksheet.pagebreak import Break

from reports.workbooks import styles
from reports.workbooks.book import Page
from reports.workbooks.cells import Styles, cells_of, texts_in
from reports.workbooks.charts import drawn
from reports.workbooks.pages import height_for, long_texts
from reports.workbooks.sheets import Block, Chart

ROW_HEIGHT = 0.53
"""Of a row with one line, in centimetres."""


def put_block(page: Page, block: Block, widths: Sequence[int], numbers: Styles) -> None:
    """Write title, heads, rows and note; under them the chart, and room for it."""
    if block.begins_page:
        page.sheet.row_breaks.append(Break(page.rows_written))
    page.put(texts_in([numbers[styles.TITLE]]), [block.title])
    if block.has_heads:
        _put_heads(page, block, widths, numbers)
    first = page.rows_written + 1
    _put_rows(page, block, numbers)
    last = page.rows_written
    if block.note:
        page.put(texts_in([numbers[styles.NOTE]]), [block.note])
    page.skip()
    if block.chart and block.rows:
        page.skip(_add_chart(page, block.chart, first, last))


def _put_heads(page: Page, block: Block, widths: Sequence[int], numbers: Styles) -> None:
    high = height_for((column.head, widths[at]) for at, column in enumerate(block.columns))
    of_heads = texts_in(numbers[styles.head_of(column.kind)] for column in block.columns)
    page.put(of_heads, [column.head for column in block.columns], high)


def _put_rows(page: Page, block: Block, numbers: Styles) -> None:
    cells = cells_of([column.kind for column in block.columns], numbers, beside=not block.has_heads)
    for row in block.rows:
        page.put(cells, row, height_for(long_texts(block.columns, row)))


def _add_chart(page: Page, chart: Chart, first: int, last: int) -> int:
    """Draw the chart of rows `first` to `last` from the next row on; returns how many rows it is high."""
    picture = drawn(chart, page.sheet, first, last)
    page.sheet.add_chart(picture, f"A{page.rows_written + 1}")
    return ceil(picture.height / ROW_HEIGHT) + 1
