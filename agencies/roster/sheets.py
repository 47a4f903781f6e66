"""CSV files as rows of cells that know where they stand."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agencies.roster.rows import Mistake


@dataclass
class Cells:
    """One row. Reading a cell that is not as it should be notes a mistake and gives an empty text."""

    file: str
    row: int
    values: Mapping[str, str]
    mistakes: list[Mistake]

    def text(self, column: str) -> str:
        value = self.values.get(column, "").strip()
        if not value:
            self.mistake(column, "is empty")
        return value

    def checked(self, column: str, is_right: Callable[[str], object], expected: str) -> str:
        value = self.text(column)
        if value and not is_right(value):
            self.mistake(column, f"“{value}” should be {expected}")
            return ""
        return value

    def mistake(self, column: str, problem: str) -> None:
        self.mistakes.append(Mistake(self.file, self.row, column, problem))


@dataclass
class Sheet:
    """A file and the mistakes found in it so far."""

    file: str
    rows: list[Cells] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def refuse_repeated(self, column: str) -> None:
        """Notes every row whose `column` repeats that of an earlier row."""
        first_row: dict[str, int] = {}
        for cells in self.rows:
            value = cells.values.get(column, "").strip()
            if value and first_row.setdefault(value, cells.row) != cells.row:
                cells.mistake(column, f"“{value}” is already in row {first_row[value]}")


def read_sheet(path: Path, columns: tuple[str, ...]) -> Sheet:
    """The rows of a UTF-8 CSV file whose head names at least `columns`; without them the sheet has no row."""
    sheet = Sheet(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        sheet.mistakes.append(Mistake(path.name, 0, "", "there is no such file"))
    except UnicodeDecodeError:
        sheet.mistakes.append(Mistake(path.name, 0, "", "is not UTF-8 text"))
    else:
        _read_rows(sheet, text, columns)
    return sheet


def _read_rows(sheet: Sheet, text: str, columns: tuple[str, ...]) -> None:
    head, *rows = csv.reader(io.StringIO(text, newline="")) if text.strip() else [[]]
    missing = [column for column in columns if column not in head]
    sheet.mistakes += [Mistake(sheet.file, 1, column, "is missing from the head") for column in missing]
    if missing:
        return
    if not rows:
        sheet.mistakes.append(Mistake(sheet.file, 0, "", "has no rows"))
    for number, row in enumerate(rows, start=2):
        if len(row) == len(head):
            sheet.rows.append(Cells(sheet.file, number, dict(zip(head, row, strict=True)), sheet.mistakes))
        elif row:
            problem = f"has {len(row)} cells, the head has {len(head)}"
            sheet.mistakes.append(Mistake(sheet.file, number, "", problem))
