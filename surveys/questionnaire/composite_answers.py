"""Answers of several parts: each part is read by itself, and all that is wrong is told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from surveys.questionnaire.elements import Question
from surveys.questionnaire.faults import AnswerError, Fault
from surveys.questionnaire.single_answers import (
    HUNDRED,
    SINGLE_PARSERS,
    Parser,
    Raw,
    check_score,
    wrong_kind,
)
from surveys.questionnaire.typed import plain, shown
from surveys.questionnaire.values import Value
from surveys.questionnaire.vocabulary import Audience, Kind

MAX_ROWS: Final = 200


def _parse_percentages(question: Question, raw: Raw, audience: Audience) -> Value | None:
    """A blank item is 0 once the others add up to 100; before that, it is an item still to be filled in."""
    stated, items = _items(question, raw, audience), question.items_for(audience)
    if not stated:
        return None
    total = sum((Decimal(percentage) for percentage in stated.values()), Decimal(0))
    if total != HUNDRED:
        code = "not_100_yet" if total < HUNDRED and len(stated) < len(items) else "not_100"
        raise AnswerError(Fault(code, {"total": plain(total)}))
    return {item.name: stated.get(item.name, "0") for item in items}


def _parse_matrix(question: Question, raw: Raw, audience: Audience) -> Value | None:
    return _items(question, raw, audience) or None


def _parse_rows(question: Question, raw: Raw, audience: Audience) -> Value | None:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise wrong_kind(question.kind)
    if len(raw) > MAX_ROWS:
        raise AnswerError(Fault("too_many_rows", {"count": len(raw), "limit": MAX_ROWS}))
    rows: list[Value] = []
    faults: list[Fault] = []
    for number, row in enumerate(raw):
        try:
            rows.append(_items(question, row, audience))
        except AnswerError as error:
            faults.extend(replace(fault, row=number) for fault in error.faults)
    if faults:
        raise AnswerError(*faults)
    return [row for row in rows if row] or None


def _items(question: Question, raw: Raw, audience: Audience) -> dict[str, Value]:
    """The stated answers to the items, in their order; AnswerError with the faults of all of them."""
    if not isinstance(raw, Mapping):
        raise wrong_kind(question.kind)
    items = question.items_for(audience)
    unknown = sorted(map(str, raw.keys() - {item.name for item in items}))
    faults = [Fault("unknown_item", {"name": shown(name)}) for name in unknown]
    stated: dict[str, Value] = {}
    for item in items:
        try:
            stated[item.name] = _parse_item(question, item, raw.get(item.name), audience)
        except AnswerError as error:
            faults.extend(replace(fault, item=item.name) for fault in error.faults)
    if faults:
        raise AnswerError(*faults)
    return {name: value for name, value in stated.items() if value is not None}


def _parse_item(question: Question, item: Question, raw: Raw, audience: Audience) -> Value | None:
    value = None if raw is None else SINGLE_PARSERS[item.kind](item, raw, audience)
    if question.kind is Kind.PERCENTAGES and value is not None:
        check_score(Decimal(value))
    return value


COMPOSITE_PARSERS: Final[Mapping[Kind, Parser]] = {
    Kind.PERCENTAGES: _parse_percentages,
    Kind.MATRIX: _parse_matrix,
    Kind.ROWS: _parse_rows,
}
