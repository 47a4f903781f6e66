"""From what was typed, or stood in a JSON file, to the canonical answer."""

from collections.abc import Mapping
from typing import Final

from surveys.questionnaire.composite_answers import COMPOSITE_PARSERS
from surveys.questionnaire.elements import Question
from surveys.questionnaire.faults import ANSWER_MESSAGES, AnswerError, Fault
from surveys.questionnaire.json_answers import typed_from_json
from surveys.questionnaire.single_answers import SINGLE_PARSERS, Parser, Raw, text_in
from surveys.questionnaire.typed import typed_text
from surveys.questionnaire.values import NA_KEY, Value, declared
from surveys.questionnaire.vocabulary import Audience, Kind

__all__ = ["ANSWER_MESSAGES", "AnswerError", "Fault", "Raw", "normalise", "parse"]

PARSERS: Final[Mapping[Kind, Parser]] = {**SINGLE_PARSERS, **COMPOSITE_PARSERS}


def parse(question: Question, raw: Raw, audience: Audience) -> Value | None:
    """The canonical answer to `question` in what a form gives; None when it is blank.

    AnswerError with a fault for everything that is wrong, in answers of several parts with item and row.
    """
    if isinstance(raw, Mapping) and NA_KEY in raw:
        return _declaration(question, raw)
    return None if raw is None else PARSERS[question.kind](question, raw, audience)


def normalise(question: Question, value: object, audience: Audience) -> Value | None:
    """The canonical answer to `question` in a JSON value, where numbers may be numbers; None when blank.

    AnswerError as `parse`; a value of the wrong JSON type is a fault, never guessed at.
    """
    return parse(question, typed_from_json(question, value), audience)


def _declaration(question: Question, raw: Mapping[str, Raw]) -> Value:
    if not question.na_allowed:
        raise AnswerError(Fault("na_not_allowed"))
    reason = typed_text(text_in(raw[NA_KEY], Kind.TEXT))
    if reason is None:
        raise AnswerError(Fault("na_without_reason"))
    return declared(reason)
