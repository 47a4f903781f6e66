"""Which questions a reviewer can give another score."""

from surveys.questionnaire.elements import Choice
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience, Method


def can_be_adjusted(questionnaire: Questionnaire, name: str, audience: Audience, state: AnswerState) -> bool:
    """Whether the question counts for the level, and applies to the agency."""
    applies = state is not AnswerState.NOT_APPLICABLE
    return applies and questionnaire.has_question(name) and questionnaire.question(name).scored_for(audience)


def scored_choices(questionnaire: Questionnaire, name: str, audience: Audience) -> list[Choice]:
    """The options whose points are the score of the question, where it has one answer of several."""
    if not questionnaire.has_question(name) or questionnaire.question(name).method is not Method.CHOICE:
        return []
    offered = questionnaire.question(name).choices_for(audience)
    return [choice for choice in offered if choice.score is not None]
