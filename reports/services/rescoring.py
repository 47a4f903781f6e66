"""Having a round scored again, its figures taken from a run, and its ranking analysed."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from portal.queueing import nudge_on_commit
from scoring.models import RobustnessAnalysis, ScoringRun
from scoring.services.robustness import request_analysis
from scoring.services.runs import make_live, start_run
from scoring.tasks import analyse, continue_run
from surveys.models import QuestionnaireVersion, Round
from surveys.questionnaire.vocabulary import Audience


@transaction.atomic
def start_rescoring(
    *,
    survey_round: Round,
    questionnaire: QuestionnaireVersion,
    reason: str,
    user: User,
    now: dt.datetime,
    adjusted_until: dt.datetime | None = None,
) -> ScoringRun:
    """Begin a run, and tell a worker. Raises `scoring.services.errors.RunRefused`."""
    run = start_run(
        survey_round=survey_round,
        questionnaire=questionnaire,
        reason=reason,
        user=user,
        now=now,
        adjusted_until=adjusted_until,
    )
    nudge_on_commit(continue_run, run_id=run.pk)
    return run


@transaction.atomic
def use_run(*, run: ScoringRun, user: User, now: dt.datetime) -> None:
    """Take the round's figures from this run, and have scored at once what it has not seen yet.

    Raises `scoring.services.errors.RunRefused`.
    """
    make_live(run=run, user=user, now=now)
    nudge_on_commit(continue_run, run_id=run.pk)


@transaction.atomic
def have_analysed(*, run: ScoringRun, audience: Audience, user: User, now: dt.datetime) -> RobustnessAnalysis:
    """Have the robustness of a level's ranking computed; a worker is told once of what waits."""
    analysis, is_new = request_analysis(run=run, audience=audience, user=user, now=now)
    if is_new:
        nudge_on_commit(analyse, analysis_id=analysis.pk)
    return analysis
