"""Answers of one part: from what was typed to the canonical value."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from surveys.questionnaire.elements import Question
from surveys.questionnaire.faults import AnswerError, Fault
from surveys.questionnaire.typed import (
    plain,
    shown,
    typed_decimal,
    typed_integer,
    typed_text,
)
from surveys.questionnaire.typed_dates import typed_date
from surveys.questionnaire.values import Value
from surveys.questionnaire.vocabulary import Audience, Kind, Method

Raw = Any
"""Untrusted: str, a list of str, a mapping of str by item, a list of such mappings, or None."""

Parser = Callable[[Question, Raw, Audience], Value | None]

HUNDRED: Final = Decimal(100)


def text_in(raw: Raw, kind: Kind) -> str:
    """The text given; AnswerError when something else is."""
    if not isinstance(raw, str):
        raise wrong_kind(kind)
    return raw


def wrong_kind(kind: Kind) -> AnswerError:
    return AnswerError(Fault("wrong_kind", {"expected": str(kind)}))


def check_score(number: Decimal) -> Decimal:
    """The number itself; AnswerError outside 0-100."""
    if not 0 <= number <= HUNDRED:
        raise AnswerError(Fault("out_of_range", {"minimum": 0, "maximum": 100}))
    return number


def _parse_text(question: Question, raw: Raw, audience: Audience) -> Value | None:
    return typed_text(text_in(raw, question.kind))


def _parse_date(question: Question, raw: Raw, audience: Audience) -> Value | None:
    return typed_date(text_in(raw, question.kind))


def _parse_integer(question: Question, raw: Raw, audience: Audience) -> Value | None:
    number = typed_integer(text_in(raw, question.kind))
    return None if number is None else int(_within(question, Decimal(number)))


def _parse_decimal(question: Question, raw: Raw, audience: Audience) -> Value | None:
    number = typed_decimal(text_in(raw, question.kind))
    return None if number is None else plain(_within(question, number))


def _within(question: Question, number: Decimal) -> Decimal:
    """A number that is itself a score must be one."""
    return check_score(number) if question.method is Method.VALUE else number


def _parse_one(question: Question, raw: Raw, audience: Audience) -> Value | None:
    name = text_in(raw, question.kind).strip()
    if name and name not in {choice.name for choice in question.choices_for(audience)}:
        raise AnswerError(Fault("not_offered", {"value": shown(name)}))
    return name or None


def _parse_multiple(question: Question, raw: Raw, audience: Audience) -> Value | None:
    chosen = {name.strip() for name in _texts(raw)} - {""}
    offered = question.choices_for(audience)
    unknown = sorted(chosen - {choice.name for choice in offered})
    if unknown:
        raise AnswerError(*(Fault("not_offered", {"value": shown(name)}) for name in unknown))
    for choice in offered:
        if choice.exclusive and choice.name in chosen and len(chosen) > 1:
            raise AnswerError(Fault("exclusive", {"choice": choice.name}))
    return [choice.name for choice in offered if choice.name in chosen] or None


def _texts(raw: Raw) -> list[str]:
    if isinstance(raw, str):
        return [raw]
    if not isinstance(raw, Sequence):
        raise wrong_kind(Kind.SELECT_MULTIPLE)
    return [text_in(each, Kind.SELECT_MULTIPLE) for each in raw]


def _not_answerable(question: Question, raw: Raw, audience: Audience) -> Value | None:
    """Notes and calculations are the portal's; a file question is answered by its evidence."""
    if raw in ("", [], {}):
        return None
    raise AnswerError(Fault("not_answerable"))


SINGLE_PARSERS: Final[Mapping[Kind, Parser]] = {
    Kind.SELECT_ONE: _parse_one,
    Kind.SELECT_MULTIPLE: _parse_multiple,
    Kind.INTEGER: _parse_integer,
    Kind.DECIMAL: _parse_decimal,
    Kind.TEXT: _parse_text,
    Kind.DATE: _parse_date,
    Kind.FILE: _not_answerable,
    Kind.NOTE: _not_answerable,
    Kind.CALCULATE: _not_answerable,
}
