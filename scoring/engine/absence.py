"""Why a dimension or an indicator has no score: it does not concern the agency, or nobody said anything."""

from enum import StrEnum

from scoring.engine.tree import ScoreKind, ScoreNode
from surveys.questionnaire.states import AnswerState


class Absence(StrEnum):
    """What left a node out of the mean above it."""

    NOT_APPLICABLE = "not_applicable"
    NOT_STATED = "not_stated"


def absence_of(node: ScoreNode) -> Absence | None:
    """None where there is a score; `NOT_STATED` where a question below was asked and left blank."""
    if node.applicable:
        return None
    blank = any(each.state is AnswerState.NOT_STATED for each in _questions(node))
    return Absence.NOT_STATED if blank else Absence.NOT_APPLICABLE


def _questions(node: ScoreNode) -> list[ScoreNode]:
    return [each for each in node.walk() if each.kind is ScoreKind.QUESTION]
