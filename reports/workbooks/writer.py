"""Writes sheets into a workbook, one row after the other."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from reports.workbooks import styles
from reports.workbooks.banner import Banner
from reports.workbooks.blocks import put_block
from reports.workbooks.book import Book, Page
from reports.workbooks.cells import Styles, cells_of, texts_in
from reports.workbooks.pages import height_for, long_texts, set_print, set_widths
from reports.workbooks.properties import Description, describe
from reports.workbooks.sheets import Leaf, Row, Sheet, Table
from reports.workbooks.text import sheet_title

ROOM_FOR_BUTTON = 3
"""What the filter takes of a head, in characters."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet that was written: its title in the file, and its number of rows without the heads."""

    sheet: Sheet
    title: str
    rows: int


class Writer:
    """One workbook being written to `path`; `on_row` is called for every counted row."""

    def __init__(self, path: Path, language: str, banner: Banner, on_row: Callable[[], None]) -> None:
        self._path, self._book = path, Book(path.parent)
        self._banner, self._on_row = banner, on_row
        self._styles = _numbered(self._book, language)

    def add(self, sheet: Sheet) -> Written:
        """Write the sheet after those before it."""
        title = sheet_title(sheet.title, {title.lower() for title in self._book.sheetnames})
        page = self._book.add_page(title)
        set_widths(page.sheet, sheet.widths)
        set_print(page.sheet, self._banner, sum(sheet.widths))
        rows = self._table(page, sheet) if isinstance(sheet, Table) else self._leaf(page, sheet)
        return Written(sheet, title, rows)

    def abandon(self) -> None:
        """Nothing more is written: the work was broken off."""
        self._book.abandon()

    def save(self, description: Description) -> None:
        describe(self._book.properties, description)
        self._book.save(self._path)

    def _table(self, page: Page, table: Table) -> int:
        kept, last = get_column_letter(table.kept), get_column_letter(len(table.columns))
        sheet = page.sheet
        sheet.print_title_rows, sheet.print_title_cols = f"1:{table.head_rows}", f"A:{kept}"
        sheet.freeze_panes = f"{get_column_letter(table.kept + 1)}{table.head_rows + 1}"
        self._put_banner(page)
        self._put_heads(page, table)
        rows = self._put_rows(page, table)
        sheet.auto_filter.ref = f"A{table.head_rows}:{last}{page.rows_written}"
        if not rows:
            nothing = _("No row: nothing fits, or nothing is there yet.")
            page.put(texts_in([self._styles[styles.NOTE]]), [nothing])
        return rows

    def _put_banner(self, page: Page) -> None:
        style = styles.WARNING if self._banner.warning else styles.BANNER
        page.put(texts_in([self._styles[style]]), [self._banner.line])

    def _put_heads(self, page: Page, table: Table) -> None:
        heads = [column.head for column in table.columns]
        high = height_for((column.head, column.width - ROOM_FOR_BUTTON) for column in table.columns)
        of_heads = texts_in(self._styles[styles.head_of(column.kind)] for column in table.columns)
        page.put(of_heads, heads, high)
        if table.shows_codes:
            of_codes = texts_in([self._styles[styles.CODE]] * len(heads))
            page.put(of_codes, [column.code for column in table.columns])

    def _put_rows(self, page: Page, table: Table) -> int:
        cells = cells_of([column.kind for column in table.columns], self._styles)
        has_long_texts, before = table.has_long_texts, page.rows_written
        with _ended(table.rows) as rows:
            for row in rows:
                page.put(cells, row, height_for(long_texts(table.columns, row)) if has_long_texts else None)
                if table.counted:
                    self._on_row()
        return page.rows_written - before

    def _leaf(self, page: Page, leaf: Leaf) -> int:
        page.sheet.sheet_view.showGridLines = False
        self._put_banner(page)
        page.skip()
        for block in leaf.blocks:
            put_block(page, block, leaf.widths, self._styles)
        return page.rows_written


@contextmanager
def _ended(rows: Iterable[Row]) -> Iterator[Iterator[Row]]:
    """Ends what reads them where the work is broken off: its cursor must be closed within the transaction."""
    reading = iter(rows)
    try:
        yield reading
    finally:
        if isinstance(reading, Generator):
            reading.close()


def _numbered(book: Book, language: str) -> Styles:
    """Put every style into the workbook, and say which number it has there."""
    page = book.create_sheet()
    book.remove(page)
    numbers = {}
    for style in styles.styles(language):
        book.add_named_style(style)
        cell = WriteOnlyCell(page)
        cell.style = style.name
        numbers[style.name] = cell.style_id
    return numbers
