"""Kept answers as an officer would type them: what the inputs show.

======================  =====================================
select_one, text        ``"code"``, ``"text"``
select_multiple         ``["a", "b"]``
integer, decimal        ``"5"``, ``"12.5"``
date                    ``"1/8/2560"``
percentages, matrix     ``{"item": "40"}``
rows                    ``[{"column": "typed"}]``
======================  =====================================
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from portal.formats import BUDDHIST_ERA_OFFSET
from surveys.questionnaire.model import Kind, Question
from surveys.questionnaire.values import is_declared

Typed = Any
"""One answer in the shape of the table above, or {"na": reason}; None for nothing."""


def as_typed(question: Question, value: Any, language: str) -> Typed:
    """The canonical `value` in the shape of the table; years are Buddhist in Thai."""
    if value is None or is_declared(value):
        return value
    return TYPED[question.kind](question, value, language) if question.kind in TYPED else None


def _same(_question: Question, value: Any, _language: str) -> Typed:
    return value


def _number(_question: Question, value: Any, _language: str) -> Typed:
    return str(value)


def _date(_question: Question, value: Any, language: str) -> Typed:
    day = dt.date.fromisoformat(value)
    era = 0 if language.startswith("en") else BUDDHIST_ERA_OFFSET
    return f"{day.day}/{day.month}/{day.year + era}"


def _rows(question: Question, value: Any, language: str) -> Typed:
    return [
        {name: as_typed(question.item(name), cell, language) for name, cell in row.items()} for row in value
    ]


TYPED: dict[Kind, Callable[[Question, Any, str], Typed]] = {
    Kind.SELECT_ONE: _same,
    Kind.SELECT_MULTIPLE: _same,
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.TEXT: _same,
    Kind.DATE: _date,
    Kind.PERCENTAGES: _same,
    Kind.MATRIX: _same,
    Kind.ROWS: _rows,
}
