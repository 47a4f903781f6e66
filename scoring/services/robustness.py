"""The robustness of a run's ranking, asked for and computed. Computing twice gives the same rows."""

import datetime as dt

import numpy as np
from django.db import transaction
from django.db.models import F

from agencies.models import User
from scoring.models import NodeScore, RankInterval, RobustnessAnalysis, Scorecard, ScoringRun
from scoring.queries import unseen_levels
from scoring.robustness import (
    InvalidMaterial,
    Robustness,
    Scores,
    Settings,
    analyse,
    framework_for,
    to_document,
)
from scoring.robustness.framework import Framework, scores_from
from surveys.models import Submission
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.document import canonical_json
from surveys.questionnaire.vocabulary import Audience

State, Failure = RobustnessAnalysis.State, RobustnessAnalysis.Failure
SEED, DRAWS = 2560, 1000
ATTEMPTS = 3


@transaction.atomic
def request_analysis(
    *,
    run: ScoringRun,
    audience: Audience,
    user: User | None,
    now: dt.datetime,
    seed: int = SEED,
    draws: int = DRAWS,
) -> tuple[RobustnessAnalysis, bool]:
    """Have the ranking of the level computed: the analysis that waits, and whether it is new.

    What two people ask for at once is computed once.
    """
    ScoringRun.objects.select_for_update().get(pk=run.pk)
    return RobustnessAnalysis.objects.get_or_create(
        run=run,
        audience=audience.value,
        seed=seed,
        draws=draws,
        state=State.QUEUED,
        defaults={"requested_by": user, "requested_at": now, "touched_at": now},
    )


def request_analyses(*, run: ScoringRun, user: User | None, now: dt.datetime) -> list[RobustnessAnalysis]:
    """Have the ranking of every level computed that has scorecards which no analysis has seen."""
    return [
        request_analysis(run=run, audience=audience, user=user, now=now)[0] for audience in unseen_levels(run)
    ]


def compute(*, analysis_id: int, now: dt.datetime) -> None:
    """Compute a waiting analysis; nothing if it is done. After three broken attempts it has failed.

    What breaks an attempt is noted, and goes on.
    """
    analysis = RobustnessAnalysis.objects.select_related("run__questionnaire").get(pk=analysis_id)
    mine = RobustnessAnalysis.objects.filter(pk=analysis.pk, state=State.QUEUED, attempts=analysis.attempts)
    if analysis.attempts >= ATTEMPTS:
        mine.update(state=State.FAILED, failure=Failure.GAVE_UP, finished_at=now)
        return
    if not mine.update(attempts=F("attempts") + 1, touched_at=now):
        return
    waiting = RobustnessAnalysis.objects.filter(pk=analysis.pk, state=State.QUEUED)
    try:
        _compute(analysis, now)
    except InvalidMaterial as error:
        waiting.update(state=State.FAILED, failure=Failure.UNFIT, error=_said(error), finished_at=now)
        raise
    except Exception as error:
        waiting.update(error=_said(error))
        raise


def _compute(analysis: RobustnessAnalysis, now: dt.datetime) -> None:
    questionnaire = questionnaire_with_hash(analysis.run.questionnaire.sha256)
    framework = framework_for(questionnaire, Audience(analysis.audience))
    submissions, scores = material(analysis.run, Audience(analysis.audience), framework)
    found = analyse(framework, scores, Settings(seed=analysis.seed, draws=analysis.draws))
    _keep(analysis, submissions, found, now)


def _said(error: Exception) -> str:
    return repr(error)[:200]


def material(run: ScoringRun, audience: Audience, framework: Framework) -> tuple[dict[str, int], Scores]:
    """The indicator scores of the agencies that have responded, in the order of their codes.

    The first part says which submission belongs to which code.
    """
    responded = Submission.objects.of_round(run.round).responded().filter(agency__audience=audience)
    cards = Scorecard.objects.filter(run=run, version__in=responded.values("current_version"))
    submissions = dict(
        cards.order_by("submission__agency__code").values_list("submission__agency__code", "submission")
    )
    columns = {indicator.code: number for number, indicator in enumerate(framework.indicators)}
    rows = {submission: number for number, submission in enumerate(submissions.values())}
    values = np.full((len(rows), len(columns)), np.nan)
    blank = np.zeros(values.shape, np.bool_)
    nodes = NodeScore.objects.filter(scorecard__in=cards, kind=NodeScore.Kind.INDICATOR)
    for submission, code, score, absence in nodes.values_list(
        "scorecard__submission", "code", "score", "absence"
    ).iterator(5000):
        if score is not None:
            values[rows[submission], columns[code]] = float(score)
        blank[rows[submission], columns[code]] = absence == NodeScore.Absence.NOT_STATED
    return submissions, scores_from(list(submissions), values, blank)


@transaction.atomic
def _keep(
    analysis: RobustnessAnalysis, submissions: dict[str, int], found: Robustness, now: dt.datetime
) -> None:
    if not RobustnessAnalysis.objects.filter(pk=analysis.pk, state=State.QUEUED).update(
        state=State.DONE, finished_at=now, touched_at=now, document=canonical_json(to_document(found))
    ):
        return
    RankInterval.objects.bulk_create(
        RankInterval(
            analysis=analysis,
            submission_id=submissions[each.agency],
            rank=each.rank,
            median=each.median,
            low=each.low,
            high=each.high,
        )
        for each in found.simulation.agencies
        if each.rank is not None
        and each.median is not None
        and each.low is not None
        and each.high is not None
    )
