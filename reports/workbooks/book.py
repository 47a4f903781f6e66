"""A workbook that is written sheet by sheet and row by row: what was written is not kept in memory."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.workbook.child import _WorkbookChild
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHEET_MAIN_NS

Cells = Callable[[int, Sequence[Any]], Iterable[str]]
"""The cells of a row as XML, from its number and its values."""


class Book(Workbook):
    """A write-only workbook whose unfinished sheets lie in `folder`, so that they are removed with it."""

    _add_sheet: Callable[[_WorkbookChild], None]

    def __init__(self, folder: Path) -> None:
        super().__init__(write_only=True)
        self.folder = folder

    def add_page(self, title: str) -> "Page":
        sheet = RowSheet(self, title)
        self._add_sheet(sheet)
        # It has what is used of a Worksheet here.
        return Page(cast(Worksheet, sheet))

    def abandon(self) -> None:
        """End every sheet that is still being written, in the order in which openpyxl can."""
        for sheet in self.worksheets:
            with suppress(WorkbookAlreadySaved):
                cast(WriteOnlyWorksheet, sheet).close()


class Page:
    """A sheet being written; `sheet` is what openpyxl knows of it: widths, print, charts."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.rows_written = 0

    def put(self, cells: Cells, values: Sequence[Any], height: float | None = None) -> None:
        """Write the next row; `height` is in points, and as the program likes if none is given."""
        self.rows_written += 1
        number = self.rows_written
        high = f' ht="{height}" customHeight="1"' if height else ""
        self.sheet.append((f'<row r="{number}"{high}>{"".join(cells(number, values))}</row>',))

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        for _row in range(rows):
            self.put(_no_cells, ())


class RowSheet(WriteOnlyWorksheet):
    """Takes every row as one piece of XML.

    openpyxl's own way makes an object and six events of every cell, which takes several times as long.
    """

    _writer: "RowWriter | None"

    def __init__(self, book: Book, title: str) -> None:
        super().__init__(book, title)
        self._path_of_rows = book.folder / f"sheet-{len(book.worksheets) + 1}.xml"

    def _values_to_row(self, values: tuple[str], row_idx: int) -> tuple[str]:
        return values

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = RowWriter(self, self._path_of_rows)
            self._writer.write_top()


class RowWriter(WorksheetWriter):
    """Writes rows as they are, between what openpyxl writes above and below them."""

    def __init__(self, sheet: RowSheet, path: Path) -> None:
        self.path = path
        super().__init__(sheet, path)

    def get_stream(self) -> Generator[Any, Any, None]:
        with (
            self.path.open("wb") as self.file,
            etree.xmlfile(self.file) as xf,
            xf.element("worksheet", xmlns=SHEET_MAIN_NS),
            suppress(GeneratorExit),
        ):
            while True:
                element = yield
                if element is True:
                    yield xf
                elif element is not None:
                    xf.write(element)

    def write_row(self, xf: Any, row: Iterable[Any], row_idx: int) -> None:
        if row_idx == 1:
            xf.flush()
        for piece in row:
            self.file.write(piece.encode())

    def cleanup(self) -> None:
        self.path.unlink()


def _no_cells(_number: int, _values: Sequence[Any]) -> Iterable[str]:
    return ()
