"""The four states of an answer, which are counted apart everywhere."""

from enum import StrEnum

from surveys.questionnaire.elements import Question, chosen_in
from surveys.questionnaire.values import Value, is_declared
from surveys.questionnaire.vocabulary import Kind


class AnswerState(StrEnum):
    """What the agency said: something, "none / no", nothing, or that the question does not concern it."""

    ANSWERED = "answered"
    NONE = "none"
    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"


def state_of(
    question: Question, value: Value | None, *, applicable: bool, evidence_count: int = 0
) -> AnswerState:
    """The state of a canonical answer; a question that asks for a file is answered by its evidence."""
    if not applicable or is_declared(value):
        return AnswerState.NOT_APPLICABLE
    if question.kind is Kind.FILE:
        return AnswerState.ANSWERED if evidence_count else AnswerState.NOT_STATED
    if value is None:
        return AnswerState.NOT_STATED
    return AnswerState.NONE if _says_none(question, value) else AnswerState.ANSWERED


def _says_none(question: Question, value: Value) -> bool:
    """Whether every option chosen is one that means "none"; of a matrix, every row's."""
    none = {choice.name for choice in question.choices if choice.none}
    return bool(none) and none.issuperset(chosen_in(value))
