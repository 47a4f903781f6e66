"""From a table of raw cells to a sheet: clean text under its headings."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from surveys.questionnaire.problems import Problem
from surveys.questionnaire.workbook import Row, Sheet, column_letter

Table = Sequence[Sequence[object]]

CHARACTERS_KEPT: Final = "\n\t"
NO_CHARACTERS: Final = "\ufffe\uffff"
"""Code points that no workbook can hold."""


def sheet_from(name: str, table: Table) -> tuple[Sheet, list[Problem]]:
    """The sheet whose headings are the first row of `table`, and what is wrong with its cells."""
    texts = [[text_of(cell) for cell in row] for row in table]
    columns = tuple(texts[0]) if texts else ()
    rows = [
        Row(name, number, _cells(columns, row)) for number, row in enumerate(texts[1:], start=2) if any(row)
    ]
    problems = [*_column_problems(name, columns), *_cell_problems(name, columns, texts)]
    return Sheet(name, tuple(column for column in columns if column), tuple(rows)), problems


def text_of(cell: object) -> str:
    """A cell as it would be typed: 1.0 is "1", true is "yes", a date is ISO; NFC, no blanks around."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
    return unicodedata.normalize("NFC", str(cell)).replace("\r\n", "\n").strip()


def _cells(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return {column: text for column, text in zip(columns, row, strict=False) if column and text}


def _column_problems(name: str, columns: Sequence[str]) -> Iterator[Problem]:
    for position, column in enumerate(columns):
        if column and column in columns[:position]:
            yield Problem(name, 1, column, "duplicate_column")


def _cell_problems(name: str, columns: Sequence[str], texts: Sequence[Sequence[str]]) -> Iterator[Problem]:
    nameless = set()
    for number, row in enumerate(texts, start=1):
        for position, text in enumerate(row):
            heading = columns[position] if position < len(columns) else ""
            place = heading or column_letter(position)
            if text and not heading and position not in nameless:
                nameless.add(position)
                yield Problem(name, number, place, "text_without_column")
            if any(_is_control(character) for character in text):
                yield Problem(name, number, place, "control_character")


def _is_control(character: str) -> bool:
    if character in CHARACTERS_KEPT:
        return False
    return character in NO_CHARACTERS or unicodedata.category(character) in {"Cc", "Cs"}
