"""Reading the cells of one row, each with its own kinds of mistakes."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.elements import Label
from surveys.questionnaire.typed import plain
from surveys.questionnaire.workbook import Row, text_columns

NAME: Final = re.compile(r"(?=.{1,40}\Z)[a-z][a-z0-9]*(_[a-z0-9]+)*")
CODE: Final = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
LONGEST_CODE: Final = 40
NUMBER: Final = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
FLAGS: Final = {"": False, "no": False, "false": False, "yes": True, "true": True}

E = TypeVar("E", bound=StrEnum)


class Cells:
    """One row, whose readers add a finding for what is wrong and give a harmless value instead."""

    def __init__(self, row: Row, findings: Findings) -> None:
        self.row = row
        self._findings = findings
        self._wrong: set[str] = set()

    def is_wrong(self, column: str) -> bool:
        """Whether something was found about the cell, so that what follows from it need not be told too."""
        return column in self._wrong

    def wrong(self, column: str, code: str, /, **params: object) -> None:
        """Add a finding about the cell."""
        self._wrong.add(column)
        self._findings.add(self.row, column, code, **params)

    def text(self, column: str) -> str:
        """The text of the cell, "" when it is blank."""
        return self.row.get(column)

    def needed(self, column: str) -> str:
        """The text of a cell that must not be blank."""
        text = self.text(column)
        if not text:
            self.wrong(column, "missing_value")
        return text

    def name(self, column: str) -> str:
        """A name of the form that questions, options and lists have."""
        name = self.needed(column)
        if name and not NAME.fullmatch(name):
            self.wrong(column, "bad_name", name=name)
        return name

    def code(self, column: str, longest: int = LONGEST_CODE) -> str:
        """A code of the form that nodes, bands and forms have."""
        code = self.needed(column)
        if code and not (CODE.fullmatch(code) and len(code) <= longest):
            self.wrong(column, "bad_code", name=code, limit=longest)
        return code

    def flag(self, column: str) -> bool:
        text = self.text(column)
        if text.lower() not in FLAGS:
            self.wrong(column, "bad_flag", value=text)
        return FLAGS.get(text.lower(), False)

    def decimal(self, column: str, code: str) -> Decimal | None:
        """The number in the cell; None when it is blank, or no number, which is the finding `code`."""
        text = self.text(column)
        if text and not NUMBER.fullmatch(text):
            self.wrong(column, code, value=text)
            return None
        return Decimal(plain(Decimal(text))) if text else None

    def one_of(self, column: str, kind: type[E]) -> E | None:
        """The member of `kind` that the cell names, None when it is blank or names none."""
        text = self.text(column)
        if text and text not in set(kind):
            self.wrong(column, "bad_value", value=text, allowed=listed(kind))
            return None
        return kind(text) if text else None

    def label(self, heading: str, *, needed: bool) -> Label:
        """The text in both languages; when it is needed, or given in one language, both must be there."""
        texts = {column: self.text(column) for column in text_columns(heading)}
        for column, text in texts.items():
            if not text and (needed or any(texts.values())):
                self.wrong(column, "missing_text")
        return Label(*texts.values())


def listed(words: Iterable[str]) -> str:
    """Words as a message lists them."""
    return ", ".join(words)


class Unique:
    """Notices a name that was used before."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._rows: dict[str, int] = {}

    def check(self, cells: Cells, name: str) -> None:
        """Add a finding when `name` already stands in a row above."""
        first = self._rows.setdefault(name, cells.row.number) if name else cells.row.number
        if first != cells.row.number:
            cells.wrong(self._column, "duplicate_name", name=name, row=first)
