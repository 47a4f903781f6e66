"""Which questionnaire a round asks: decided while the round is in preparation."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from surveys.models import QuestionnaireVersion, Round
from surveys.queries.orphaned import loses_answers
from surveys.services.errors import QuestionnaireRefused
from surveys.services.rounds import count_questions
from surveys.services.rounds_journal import change, lock_round


@transaction.atomic
def ask_questionnaire(
    *,
    survey_round: Round,
    version: QuestionnaireVersion,
    instead_of: str,
    user: User | None,
    now: dt.datetime,
) -> None:
    """Let the round ask `version`.

    `instead_of` is the SHA-256 that the page showed as the present one, "" for none. How many questions await
    each agency is counted anew. Raises `QuestionnaireRefused`.
    """
    locked = lock_round(survey_round)
    _refuse_unless_possible(locked, version, instead_of)
    change(locked, action=Action.QUESTIONNAIRE_CHOSEN, user=user, now=now, questionnaire=version)
    count_questions(locked)


def _refuse_unless_possible(survey_round: Round, version: QuestionnaireVersion, instead_of: str) -> None:
    if survey_round.state != Round.State.PREPARING or survey_round.archived_at is not None:
        raise QuestionnaireRefused("round_not_preparing")
    present = survey_round.questionnaire
    if (present.sha256 if present else "") != instead_of:
        raise QuestionnaireRefused("chosen_meanwhile")
    if survey_round.questionnaire_id == version.pk:
        raise QuestionnaireRefused("asked_already")
    if loses_answers(survey_round, version):
        raise QuestionnaireRefused("answers_lost")
