"""Tables as rows of cells that know where they stand, and the CSV files that hold them."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agencies.roster.mistakes import Mistake


@dataclass
class Cells:
    """One row. Reading a cell that is not as it should be notes a mistake and gives an empty text."""

    file: str
    row: int
    values: Mapping[str, str]
    mistakes: list[Mistake]

    def optional(self, column: str) -> str:
        return self.values.get(column, "").strip()

    def text(self, column: str) -> str:
        value = self.optional(column)
        if not value:
            self.mistake(column, "empty")
        return value

    def checked(self, column: str, is_right: Callable[[str], object], code: str) -> str:
        """The text, if it is right; the mistake of that code otherwise."""
        value = self.text(column)
        if value and not is_right(value):
            self.mistake(column, code, value=value)
            return ""
        return value

    def mistake(self, column: str, code: str, **params: object) -> None:
        self.mistakes.append(Mistake(self.file, self.row, column, code, params))


@dataclass
class Sheet:
    """A table and the mistakes found in it so far."""

    file: str
    rows: list[Cells] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def refuse_repeated(self, column: str, *, where: Callable[[Cells], bool] = lambda _cells: True) -> None:
        """Notes every row whose `column` repeats that of an earlier row, of those that `where` lets in."""
        first_row: dict[str, int] = {}
        for cells in filter(where, self.rows):
            value = cells.optional(column)
            if value and first_row.setdefault(value, cells.row) != cells.row:
                cells.mistake(column, "repeated", value=value, row=first_row[value])


def read_sheet(path: Path, columns: tuple[str, ...]) -> Sheet:
    """The rows of a UTF-8 CSV file whose head names at least `columns`; without them the sheet has no row."""
    sheet = Sheet(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        sheet.mistakes.append(Mistake(path.name, 0, "", "no_such_file"))
    except UnicodeDecodeError:
        sheet.mistakes.append(Mistake(path.name, 0, "", "not_utf8"))
    else:
        _read_rows(sheet, text, columns)
    return sheet


def _read_rows(sheet: Sheet, text: str, columns: tuple[str, ...]) -> None:
    head, *rows = csv.reader(io.StringIO(text, newline="")) if text.strip() else [[]]
    missing = [column for column in columns if column not in head]
    sheet.mistakes += [Mistake(sheet.file, 1, column, "no_column") for column in missing]
    if missing:
        return
    if not rows:
        sheet.mistakes.append(Mistake(sheet.file, 0, "", "no_rows"))
    for number, row in enumerate(rows, start=2):
        if len(row) == len(head):
            sheet.rows.append(Cells(sheet.file, number, dict(zip(head, row, strict=True)), sheet.mistakes))
        elif row:
            widths = {"cells": len(row), "columns": len(head)}
            sheet.mistakes.append(Mistake(sheet.file, number, "", "wrong_width", widths))
