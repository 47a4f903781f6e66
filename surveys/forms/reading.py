"""Answers as people read them: in a read-back, in the history, in a conflict."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.formats import format_date
from surveys.forms.words import words
from surveys.questionnaire.model import Kind, Question
from surveys.questionnaire.values import Value, is_declared, reason_of

NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """One answer in words: either `lines`, or `pairs` of item and answer, or a table of `head` and `rows`.

    All empty means that nothing is stated.
    """

    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.pairs or self.rows)

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """The rows with the head repeated in each cell, for narrow screens."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


def read_back(question: Question, value: Value | None) -> ReadBack:
    """The canonical `value` in the reader's language."""
    if value is None or question.kind not in READERS:
        return ReadBack()
    if is_declared(value):
        return ReadBack(lines=(_("Not applicable: %(reason)s") % {"reason": reason_of(value)},))
    return READERS[question.kind](question, value)


def unit_of(question: Question) -> str:
    """What a number counts: the question's hint says it, "In million baht". Empty for other answers."""
    return words(question.hint) if question.kind in (Kind.INTEGER, Kind.DECIMAL) else ""


def calculated_text(result: str) -> str:
    """The result of a calculation: a number with separators, or text."""
    return _number(None, result) if NUMBER.fullmatch(result) else result or "–"


def _line(question: Question, value: Any) -> ReadBack:
    return ReadBack(lines=(_text(question, value),))


def _choices(question: Question, value: list[str]) -> ReadBack:
    return ReadBack(lines=tuple(_choice(question, name) for name in value))


def _percentages(question: Question, value: dict[str, str]) -> ReadBack:
    return ReadBack(
        pairs=tuple(
            (words(item.label), f"{value[item.name]} %") for item in question.items if item.name in value
        )
    )


def _matrix(question: Question, value: dict[str, str]) -> ReadBack:
    return ReadBack(
        pairs=tuple(
            (words(item.label), _choice(item, value[item.name]))
            for item in question.items
            if item.name in value
        )
    )


def _rows(question: Question, value: list[dict[str, Any]]) -> ReadBack:
    columns = [item for item in question.items if any(item.name in row for row in value)]
    return ReadBack(
        head=tuple(words(column.label) for column in columns),
        rows=tuple(
            tuple(_text(column, row[column.name]) if column.name in row else "–" for column in columns)
            for row in value
        ),
    )


def _text(question: Question, value: Any) -> str:
    return TEXTS.get(question.kind, _as_it_is)(question, value)


def _as_it_is(_question: Question, value: Any) -> str:
    return str(value)


def _choice(question: Question, name: str) -> str:
    """The option's text; its name if a later questionnaire no longer has it."""
    return next((words(choice.label) for choice in question.choices if choice.name == name), name)


def _number(_question: Question | None, value: Any) -> str:
    return f"{Decimal(value):,f}"


def _date(_question: Question, value: str) -> str:
    return format_date(dt.date.fromisoformat(value), (get_language() or "th").partition("-")[0])


TEXTS: dict[Kind, Callable[[Question, Any], str]] = {
    Kind.SELECT_ONE: _choice,
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.DATE: _date,
}
READERS: dict[Kind, Callable[[Question, Any], ReadBack]] = {
    Kind.SELECT_ONE: _line,
    Kind.SELECT_MULTIPLE: _choices,
    Kind.INTEGER: _line,
    Kind.DECIMAL: _line,
    Kind.TEXT: _line,
    Kind.DATE: _line,
    Kind.PERCENTAGES: _percentages,
    Kind.MATRIX: _matrix,
    Kind.ROWS: _rows,
}
