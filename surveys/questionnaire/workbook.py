"""The sheets and columns of a questionnaire workbook, and its cells as text with their places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = {"th": "Thai (th)", "en": "English (en)"}


def text_columns(heading: str) -> tuple[str, str]:
    """The two columns, Thai then English, that hold the texts called `heading`."""
    return f"{heading}::{LANGUAGES['th']}", f"{heading}::{LANGUAGES['en']}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that a sheet must have, and those that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self.required + self.optional)


SURVEY: Final = "survey"
CHOICES: Final = "choices"
SETTINGS: Final = "settings"
FRAMEWORK: Final = "ega--framework"
BANDS: Final = "ega--bands"

LAYOUTS: Final[Mapping[str, Layout]] = {
    SURVEY: Layout(
        required=(
            "type",
            "name",
            *text_columns("label"),
            *text_columns("guidance_hint"),
            "ega--indicator",
            "ega--method",
        ),
        optional=(
            *text_columns("hint"),
            "required",
            "relevant",
            "constraint",
            *text_columns("constraint_message"),
            "calculation",
            "appearance",
            "ega--audience",
            "ega--weight",
            "ega--max",
            "ega--base",
            "ega--missing",
            "ega--na",
            "ega--evidence",
            "ega--prefill",
            "ega--formerly",
        ),
    ),
    CHOICES: Layout(
        required=("list_name", "name", *text_columns("label"), "score"),
        optional=("exclusive", "none", "audience"),
    ),
    SETTINGS: Layout(
        required=(*text_columns("form_title"), "form_id", "version", "default_language"),
        optional=("form_title",),
    ),
    FRAMEWORK: Layout(
        required=(
            "code",
            "parent",
            "kind",
            *text_columns("label"),
            "weight_department",
            "weight_province",
        ),
        optional=(*text_columns("description"), "relevant"),
    ),
    BANDS: Layout(required=("code", "minimum", *text_columns("label"))),
}


@dataclass(frozen=True, slots=True)
class Row:
    """The stated cells of one row by column heading; `number` is the row that Excel shows."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The text of the cell, "" when it is blank or the sheet lacks the column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def column_letter(position: int) -> str:
    """What Excel calls the column at `position` (from 0): A, B, ... Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
