"""What of an answer stands in which column.

Every question begins with a column that says in which of the four states its answer is. Its values are filled
only where something was answered, so that an empty cell is never a zero and never a "no".
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.workbooks.kinds import Kind as Cell
from surveys.questionnaire.model import Audience, Kind, Question


@dataclass(frozen=True, slots=True)
class Variable:
    """A column: its name for programs, its words for people, and how to read it from a canonical answer."""

    code: str
    label: str
    kind: Cell
    read: Callable[[Any], Any]


def variables(question: Question, audience: Audience, language: str) -> list[Variable]:
    """The columns of the values of a question; none for a file, whose files are counted apart."""
    builder = BUILDERS.get(question.kind)
    return list(builder(question, audience, language)) if builder else []


def _single(kind: Cell) -> "Builder":
    def build(question: Question, _audience: Audience, language: str) -> Iterator[Variable]:
        yield Variable(question.name, question.label.get(language), kind, lambda value: value)

    return build


def _options(question: Question, audience: Audience, language: str) -> Iterator[Variable]:
    """One column an option: 1 chosen, 0 not chosen."""
    for choice in question.choices_for(audience):
        yield Variable(
            f"{question.name}.{choice.name}",
            f"{question.label.get(language)} – {choice.label.get(language)}",
            Cell.COUNT,
            _has(choice.name),
        )


def _items(kind: Cell) -> "Builder":
    def build(question: Question, audience: Audience, language: str) -> Iterator[Variable]:
        for item in question.items_for(audience):
            yield Variable(
                f"{question.name}.{item.name}",
                f"{question.label.get(language)} – {item.label.get(language)}",
                kind,
                _get(item.name),
            )

    return build


def _has(name: str) -> Callable[[Any], bool]:
    return lambda chosen: name in chosen


def _get(name: str) -> Callable[[Any], Any]:
    return lambda parts: parts.get(name)


def _count_of_rows(question: Question, _audience: Audience, language: str) -> Iterator[Variable]:
    label = f"{question.label.get(language)} – " + _("number of rows")
    yield Variable(f"{question.name}.rows", label, Cell.COUNT, len)


Builder = Callable[[Question, Audience, str], Iterator[Variable]]

BUILDERS: Mapping[Kind, Builder] = {
    Kind.SELECT_ONE: _single(Cell.TEXT),
    Kind.SELECT_MULTIPLE: _options,
    Kind.INTEGER: _single(Cell.NUMBER),
    Kind.DECIMAL: _single(Cell.NUMBER),
    Kind.TEXT: _single(Cell.TEXT),
    Kind.DATE: _single(Cell.DATE),
    Kind.PERCENTAGES: _items(Cell.NUMBER),
    Kind.MATRIX: _items(Cell.TEXT),
    Kind.ROWS: _count_of_rows,
}
