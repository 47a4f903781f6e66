"""Reads a workbook back from its bytes, a row at a time."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import column_index_from_string

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Read = dict[int, str | Decimal]
"""The filled cells of a row by column, counted from 0."""


def read_sheets(path: Path) -> Iterator[tuple[str, Iterator[Read]]]:
    """Each sheet's title with its rows; use up the rows before asking for the next sheet."""
    with ZipFile(path) as archive:
        for title, member in _members(archive):
            with archive.open(member) as file:
                yield title, _rows(file)


def _members(archive: ZipFile) -> list[tuple[str, str]]:
    targets = {
        relation.get("Id"): str(relation.get("Target")).removeprefix("/").removeprefix("xl/")
        for relation in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    sheets = book.iter(f"{MAIN}sheet")
    return [(str(sheet.get("name")), f"xl/{targets[sheet.get(RELATION)]}") for sheet in sheets]


def _rows(file: IO[bytes]) -> Iterator[Read]:
    for _event, row in etree.iterparse(file, tag=f"{MAIN}row"):
        yield dict(_cells(row))
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]


def _cells(row: etree._Element) -> Iterator[tuple[int, str | Decimal]]:
    for cell in row:
        text = "".join(str(part) for part in cell.itertext())
        if text:
            is_number = cell.get("t", "n") == "n"
            yield _column(str(cell.get("r")).rstrip("0123456789")), Decimal(text) if is_number else text


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters) - 1
