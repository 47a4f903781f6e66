"""Which questionnaire a round asks: decided while the round is in preparation."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record as audit
from surveys.models import QuestionnaireVersion, Round, Submission
from surveys.queries.orphaned import orphaned_answers
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.review import review
from surveys.questionnaire.vocabulary import Audience
from surveys.services.errors import QuestionnaireRefused


@transaction.atomic
def ask_questionnaire(
    *,
    survey_round: Round,
    version: QuestionnaireVersion,
    instead_of: str,
    user: User | None,
    now: dt.datetime,
) -> None:
    """Let the round ask `version`; `instead_of` is the SHA-256 that the page showed as the present one.

    Raises `QuestionnaireRefused`. How many questions await each agency is counted anew.
    """
    locked = (
        Round.objects.select_for_update(of=["self"]).select_related("questionnaire").get(pk=survey_round.pk)
    )
    before = locked.questionnaire.sha256
    _refuse_unless_possible(locked, version, instead_of)
    locked.questionnaire = version
    locked.save(update_fields=["questionnaire"])
    _count_anew(locked)
    audit(
        action=Action.QUESTIONNAIRE_CHOSEN,
        code=locked.code,
        user=user,
        now=now,
        before={"questionnaire": before},
        after={"questionnaire": version.sha256},
    )


def _refuse_unless_possible(survey_round: Round, version: QuestionnaireVersion, instead_of: str) -> None:
    if survey_round.state != Round.State.PREPARING:
        raise QuestionnaireRefused("round_not_preparing")
    if survey_round.questionnaire.sha256 != instead_of:
        raise QuestionnaireRefused("chosen_meanwhile")
    if survey_round.questionnaire_id == version.pk:
        raise QuestionnaireRefused("asked_already")
    if any(lost.agencies for lost in orphaned_answers(survey_round, version)):
        raise QuestionnaireRefused("answers_lost")


def _count_anew(survey_round: Round) -> None:
    questionnaire = questionnaire_with_hash(survey_round.questionnaire.sha256)
    for audience in Audience:
        asked = review(questionnaire, audience, {}).asked_count
        waiting = survey_round.submissions.filter(
            agency__audience=audience, state=Submission.State.NOT_STARTED
        )
        waiting.update(asked_count=asked)
