"""Answers that stand in a JSON file, turned into what a form would have given."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from surveys.questionnaire.elements import Question
from surveys.questionnaire.single_answers import Raw, wrong_kind
from surveys.questionnaire.vocabulary import Kind


def typed_from_json(question: Question, value: object) -> Raw:
    """What a form would give for the JSON `value`; AnswerError for a text where a list is expected."""
    if isinstance(value, list) and question.kind is Kind.ROWS:
        return [_items_as_typed(question, row) for row in value]
    if isinstance(value, Mapping):
        return _items_as_typed(question, value)
    if question.kind is Kind.SELECT_MULTIPLE and isinstance(value, str):
        raise wrong_kind(question.kind)
    return _number_as_typed(value) if question.kind in {Kind.INTEGER, Kind.DECIMAL} else value


def _items_as_typed(question: Question, value: object) -> Raw:
    if not isinstance(value, Mapping):
        return value
    return dict(_typed_items({item.name: item for item in question.items}, value))


def _typed_items(items: Mapping[str, Question], value: Mapping[str, object]) -> Iterator[tuple[str, Raw]]:
    for name, each in value.items():
        yield name, typed_from_json(items[name], each) if name in items else each


def _number_as_typed(value: object) -> Raw:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return format(Decimal(repr(value)), "f")
