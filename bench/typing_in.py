"""An answer as the fields of the page's form, the way a browser sends it."""

from collections.abc import Callable
from typing import Any

from surveys.forms.names import VERSION
from surveys.forms.typed import as_typed
from surveys.questionnaire.model import Question
from surveys.questionnaire.vocabulary import Kind

Fields = dict[str, str | list[str]]


def fields_of(question: Question, value: Any, *, version: int, language: str = "th") -> Fields:
    """The canonical `value` over the `version` that the page had shown, typed as readers of `language` do."""
    typed = as_typed(question, value, language)
    return {f"{VERSION}{question.name}": str(version)} | SENDERS[question.kind](question.name, typed)


def _one(name: str, typed: Any) -> Fields:
    return {name: typed}


def _date(name: str, typed: Any) -> Fields:
    return {
        f"{name}__{part}": text for part, text in zip(("day", "month", "year"), typed.split("/"), strict=True)
    }


def _items(name: str, typed: Any) -> Fields:
    return {f"{name}__{item}": text for item, text in typed.items()}


def _rows(name: str, typed: Any) -> Fields:
    return {
        f"{name}__{number}__{column}": text
        for number, row in enumerate(typed)
        for column, text in row.items()
    }


SENDERS: dict[Kind, Callable[[str, Any], Fields]] = {
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _one,
    Kind.INTEGER: _one,
    Kind.DECIMAL: _one,
    Kind.TEXT: _one,
    Kind.DATE: _date,
    Kind.PERCENTAGES: _items,
    Kind.MATRIX: _items,
    Kind.ROWS: _rows,
}
