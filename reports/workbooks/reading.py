"""Reads a workbook back from its bytes, a row at a time."""

from collections.abc import Container, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import column_index_from_string

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ROW, FILTER, FORMULA = f"{MAIN}row", f"{MAIN}autoFilter", f"{MAIN}f"

Read = dict[int, str | Decimal]
"""The filled cells of a row by column, counted from 0."""


NamedRange = tuple[str, str]
"""The title of the sheet that a name of the file belongs to, and the range that it names."""


class ReadSheet:
    """A sheet of the file. `filtered` (its range) and `formulas` are known once its rows are used up."""

    def __init__(self, title: str, file: IO[bytes]) -> None:
        self.title = title
        self.filtered = ""
        self.formulas = 0
        self._file = file

    def rows(self, columns: Container[int]) -> Iterator[Read]:
        """Every row, with its cells in `columns`."""
        for _event, element in etree.iterparse(self._file, tag=(ROW, FILTER, FORMULA)):
            if element.tag == ROW:
                yield dict(_cells(element, columns))
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif element.tag == FILTER:
                self.filtered = str(element.get("ref"))
            else:
                self.formulas += 1


def read_sheets(path: Path) -> Iterator[ReadSheet]:
    """Each sheet in turn; use up its rows before asking for the next one."""
    with ZipFile(path) as archive:
        for title, member in _members(archive):
            with archive.open(member) as file:
                yield ReadSheet(title, file)


def read_names(path: Path) -> list[NamedRange]:
    """What each sheet filters, and what it repeats on every printed page."""
    with ZipFile(path) as archive:
        titles = [title for title, _member in _members(archive)]
        book = etree.fromstring(archive.read("xl/workbook.xml"))
    return [
        (titles[int(str(name.get("localSheetId")))], name.text or "")
        for name in book.iter(f"{MAIN}definedName")
    ]


def _members(archive: ZipFile) -> list[tuple[str, str]]:
    targets = {
        relation.get("Id"): str(relation.get("Target")).removeprefix("/").removeprefix("xl/")
        for relation in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    sheets = book.iter(f"{MAIN}sheet")
    return [(str(sheet.get("name")), f"xl/{targets[sheet.get(RELATION)]}") for sheet in sheets]


def _cells(row: etree._Element, columns: Container[int]) -> Iterator[tuple[int, str | Decimal]]:
    for cell in row:
        column = _column(str(cell.get("r")).rstrip("0123456789"))
        if column in columns and (text := "".join(str(part) for part in cell.itertext())):
            yield column, Decimal(text) if cell.get("t", "n") == "n" else text


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters) - 1
