"""What a version could not take of a round's answers, as lines to read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.forms.words import words
from surveys.models import QuestionnaireVersion, Round
from surveys.queries.orphaned import orphaned_answers
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.orphans import ORPHAN_MESSAGES


@dataclass(frozen=True, slots=True)
class OrphanLine:
    """What is lost: the question's text, what is gone, and how many agencies have answered with it."""

    question: str
    text: str
    agencies: int


def orphan_lines(survey_round: Round, version: QuestionnaireVersion) -> list[OrphanLine]:
    """The worst first; of a round in preparation only what somebody has answered with all the same."""
    lines = _all_lines(survey_round, version)
    preparing = survey_round.state == Round.State.PREPARING
    return [line for line in lines if line.agencies or not preparing]


def _all_lines(survey_round: Round, version: QuestionnaireVersion) -> list[OrphanLine]:
    asked = questionnaire_of(survey_round)
    lines = [
        OrphanLine(
            words(asked.question(lost.orphan.question).label),
            _(ORPHAN_MESSAGES[lost.orphan.code]) % lost.orphan.params,
            lost.agencies,
        )
        for lost in orphaned_answers(survey_round, version)
    ]
    return sorted(lines, key=lambda line: -line.agencies)
