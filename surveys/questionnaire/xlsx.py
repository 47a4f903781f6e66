"""Excel workbooks: checked before they are read, so that a hostile or damaged file costs nothing."""

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from string import ascii_uppercase
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element
from python_calamine import CalamineError, CalamineWorkbook

from surveys.questionnaire.problems import Problem, WorkbookError
from surveys.questionnaire.tables import Table, text_of
from surveys.questionnaire.workbook import LAYOUTS, column_letter

MAX_UNPACKED_MB: Final = 32
MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 200

OLE_MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAMAGE: Final = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    etree.XMLSyntaxError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell without a value of its own; `row` counts from 1, `position` from 0."""

    sheet: str
    row: int
    position: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def problem(self, table: Table) -> Problem:
        headings = table[0] if table else ()
        heading = text_of(headings[self.position]) if self.position < len(headings) else ""
        return Problem(self.sheet, self.row, heading or column_letter(self.position), self.code, self.params)


def read_xlsx(
    data: bytes, filename: str, wanted: Collection[str] = LAYOUTS
) -> tuple[dict[str, Table], list[Problem]]:
    """The cells of every sheet by its name, and the cells that cannot be read; WorkbookError for a bad file.

    Only the `wanted` sheets are read, which are those of a questionnaire; the others come with no rows.
    """
    return _read(data, filename, wanted)


def read_first_sheet(data: bytes, filename: str) -> tuple[Table, list[Problem]]:
    """The cells of the first sheet of a list, and those that cannot be read; WorkbookError for a bad file."""
    tables, problems = _read(data, filename, None)
    return next(iter(tables.values()), []), problems


def _read(
    data: bytes, filename: str, wanted: Collection[str] | None
) -> tuple[dict[str, Table], list[Problem]]:
    """Every sheet by its name, with rows for those that are wanted; None wants the first."""
    names, unreadable = _inspect(data, filename, wanted)
    chosen = names[:1] if wanted is None else wanted
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            tables = {name: _table(workbook, name) if name in chosen else [] for name in names}
    except CalamineError as error:
        raise WorkbookError([Problem(filename, 0, "", "not_a_workbook")]) from error
    return tables, [cell.problem(tables[cell.sheet]) for cell in unreadable]


def _table(workbook: CalamineWorkbook, name: str) -> Table:
    return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _inspect(
    data: bytes, filename: str, wanted: Collection[str] | None
) -> tuple[list[str], list[Unreadable]]:
    """The names of the sheets and their unreadable cells; WorkbookError when reading on would be unsafe."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, filename)
            parts = _parts(archive)
            chosen = list(parts)[:1] if wanted is None else wanted
            cells = [
                cell
                for name, part in parts.items()
                if name in chosen
                for cell in chain(*(find(archive.read(part), name) for find in (_unreadable, _merged)))
            ]
    except DAMAGE as error:
        raise WorkbookError([Problem(filename, 0, "", _code_of(data))]) from error
    return list(parts), cells


def _code_of(data: bytes) -> str:
    if not data.startswith(OLE_MAGIC):
        return "not_a_workbook"
    return "encrypted" if ENCRYPTED_STREAM in data else "old_excel"


def _check_size(archive: zipfile.ZipFile, filename: str) -> None:
    """Refuse a bomb. No more is unpacked than the directory declares, so a false size fails its checksum."""
    if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED_MB * 2**20:
        raise WorkbookError([Problem(filename, 0, "", "file_too_large", {"limit": MAX_UNPACKED_MB})])
    if archive.testzip() is not None:
        raise zipfile.BadZipFile


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the name of the sheet."""
    relations = {
        each.get("Id"): posixpath.join("xl", each.get("Target", "")).lstrip("/")
        for each in _parsed(archive.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = _parsed(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    return {sheet.get("name", ""): relations[sheet.get(RELATION)] for sheet in sheets}


def _parsed(data: bytes) -> _Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _unreadable(data: bytes, name: str) -> Iterator[Unreadable]:
    """Formulas and error values, which would otherwise be read as what Excel last made of them."""
    for row, position, cell in _stated_cells(data):
        if row > MAX_ROWS or position >= MAX_COLUMNS:
            limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS}
            raise WorkbookError([Problem(name, row, "", "sheet_too_large", limits)])
        if cell.find(f"{MAIN}f") is not None:
            yield Unreadable(name, row, position, "formula")
        elif cell.get("t") == "e":
            yield Unreadable(name, row, position, "error_cell")


def _merged(data: bytes, name: str) -> Iterator[Unreadable]:
    """Cells that were made one: all but the first of them are blank to every program."""
    for _event, element in etree.iterparse(
        io.BytesIO(data), tag=f"{MAIN}mergeCell", resolve_entities=False, no_network=True
    ):
        cells = element.get("ref", "")
        first = cells.partition(":")[0]
        row = int(first.lstrip(ascii_uppercase))
        yield Unreadable(name, row, _column_of(first), "merged_cells", {"range": cells})


def _stated_cells(data: bytes) -> Iterator[tuple[int, int, _Element]]:
    """Row (from 1), column (from 0) and element of every cell that is not blank."""
    row = column = 0
    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True
    )
    for event, element in cast(Iterator[tuple[str, _Element]], events):
        if event == "start" and element.tag == f"{MAIN}row":
            row, column = int(element.get("r") or row + 1), -1
        if event == "end" and element.tag == f"{MAIN}c":
            column = _column_of(element.get("r", "")) if element.get("r") else column + 1
            if len(element):
                yield row, column, element
        if event == "end" and element.tag in (f"{MAIN}c", f"{MAIN}row"):
            element.clear()


def _column_of(reference: str) -> int:
    position = 0
    for letter in reference.rstrip("0123456789"):
        position = position * 26 + ord(letter.upper()) - ord("A") + 1
    return position - 1
