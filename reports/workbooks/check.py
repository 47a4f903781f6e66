"""Compares a finished workbook with the database, before anybody may have it.

What is compared, `reports.workbooks.about` tells the reader; keep the two in step.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from reports.workbooks.form import flaws
from reports.workbooks.known import Figures, Name, known
from reports.workbooks.material import Occasion
from reports.workbooks.reading import Read, ReadSheet, read_names, read_sheets
from reports.workbooks.sheets import Table
from reports.workbooks.writer import Written

Wanted = Mapping[int, str]
"""The columns of a table that are compared: number from 0 → code."""


class WorkbookDiffers(Exception):
    """The file does not say what the database says; `names` are the figures that differ."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(" ".join(name) for name in self.names))


def check(path: Path, written: Sequence[Written], material: Occasion, on_sheet: Callable[[], None]) -> None:
    """Read the file and compare it, in the snapshot that it was written in; raises `WorkbookDiffers`."""
    keys = {each.sheet.key for each in written if isinstance(each.sheet, Table)}
    expected = dict(_rows_written(written)) | dict(known(material, keys))
    sheets, said = _read(path, written, expected, on_sheet)
    differing = [name for name in {**expected, **said} if said.get(name, 0) != expected.get(name, 0)]
    if differing := [*differing, *flaws(sheets, read_names(path), written)]:
        raise WorkbookDiffers(differing)


def _read(
    path: Path, written: Iterable[Written], expected: Iterable[Name], on_sheet: Callable[[], None]
) -> tuple[Sequence[ReadSheet], Figures]:
    tables = {each.title: each for each in written if isinstance(each.sheet, Table)}
    compared = {name[:2] for name in expected}
    figures: defaultdict[Name, Decimal] = defaultdict(Decimal)
    sheets = []
    for sheet in read_sheets(path):
        on_sheet()
        sheets.append(sheet)
        _add_sheet(figures, sheet, tables.get(sheet.title), compared)
    return sheets, figures


def _add_sheet(
    figures: defaultdict[Name, Decimal], sheet: ReadSheet, written: Written | None, compared: set[Name]
) -> None:
    table = written.sheet if written and isinstance(written.sheet, Table) else None
    wanted = _wanted(table, compared) if table else {}
    sentences = 0 if written and written.rows else 1
    for number, row in enumerate(sheet.rows(wanted)):
        if table and number >= table.head_rows + sentences:
            figures[table.key, "rows"] += 1
            _add(figures, table, wanted, row)


def _wanted(table: Table, compared: set[Name]) -> Wanted:
    codes = enumerate(column.code for column in table.columns)
    return {
        at: code for at, code in codes if (table.key, code) in compared or (code and code == table.told_apart)
    }


def _add(figures: defaultdict[Name, Decimal], table: Table, wanted: Wanted, row: Read) -> None:
    named = table.at(table.told_apart)
    own = () if named is None else (str(row.get(named, "")),)
    for at, cell in row.items():
        if at == named:
            continue
        if isinstance(cell, Decimal):
            figures[table.key, wanted[at], *own] += cell
        else:
            figures[table.key, wanted[at], *own, cell] += 1


def _rows_written(tables: Iterable[Written]) -> Iterator[tuple[Name, Decimal]]:
    for each in tables:
        if isinstance(each.sheet, Table):
            yield (each.sheet.key, "rows"), Decimal(each.rows)
