"""The numbers that questions have on their pages."""

from surveys.questionnaire.elements import Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience


def question_numbers(questionnaire: Questionnaire, audience: Audience) -> dict[str, str]:
    """Question name → "1.4.2", the second of indicator 1.4; none for questions of a whole dimension."""
    return {
        question.name: f"{node.code}.{position}"
        for node in questionnaire.nodes
        if node.parent
        for position, question in enumerate(_asked(questionnaire, node.code, audience), start=1)
    }


def _asked(questionnaire: Questionnaire, code: str, audience: Audience) -> list[Question]:
    return [each for each in questionnaire.questions_of(code, audience) if each.kind.is_asked]
