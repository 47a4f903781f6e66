"""Scoring a whole round again: with new weights, a corrected question or a new engine. No old row changes."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record
from scoring.engine import ENGINE_VERSION
from scoring.models import FIRST, ScoringRun
from scoring.queries import first_runs, has_unscored, unscored_in
from scoring.services.errors import RunRefused
from scoring.services.robustness import request_analyses
from scoring.services.scorecards import score_into
from surveys.models import QuestionnaireVersion, Round, SubmissionVersion
from surveys.queries.adjustments import decided_until
from surveys.queries.questionnaires import questionnaire_of, questionnaire_with_hash
from surveys.questionnaire.orphans import changed_nodes, orphans

State = ScoringRun.State


@transaction.atomic
def start_run(
    *,
    survey_round: Round,
    questionnaire: QuestionnaireVersion,
    reason: str,
    user: User | None,
    now: dt.datetime,
    adjusted_until: dt.datetime | None = None,
) -> ScoringRun:
    """Begin a run of every submission of the round by `questionnaire`. Raises `RunRefused`.

    Refused before the round is opened, while another run of it is running, and when the questionnaire cannot
    take every answer. With `adjusted_until` it takes the adjustments of EGA decided until that moment; one
    after the latest decision is refused, since what will be decided until then is not known yet.
    """
    if not reason.strip():
        raise RunRefused("reason_missing")
    locked = Round.objects.select_for_update().get(pk=survey_round.pk)
    _refuse_if_archived(locked)
    if locked.state == Round.State.PREPARING:
        raise RunRefused("round_preparing")
    asked, other = questionnaire_of(survey_round), questionnaire_with_hash(questionnaire.sha256)
    if lost := orphans(asked, other):
        raise RunRefused("orphans", lost)
    if moved := changed_nodes(asked, other):
        raise RunRefused("nodes", moved)
    if survey_round.scoring_runs.filter(state=State.RUNNING).exists():
        raise RunRefused("already_running")
    if adjusted_until is not None and not _is_decided(locked, adjusted_until):
        raise RunRefused("not_decided_yet")
    run = ScoringRun.objects.create(
        round=survey_round,
        questionnaire=questionnaire,
        engine_version=ENGINE_VERSION,
        reason=reason.strip(),
        adjusted_until=adjusted_until,
        created_by=user,
        created_at=now,
        touched_at=now,
    )
    after = {"questionnaire": questionnaire.sha256}
    if adjusted_until is not None:
        after["adjusted_until"] = adjusted_until.isoformat()
    _record(Action.RUN_STARTED, run, user, now, after=after)
    return run


def _is_decided(survey_round: Round, moment: dt.datetime) -> bool:
    latest = decided_until(survey_round)
    return latest is not None and moment <= latest


def _refuse_if_archived(survey_round: Round) -> None:
    if survey_round.archived_at is not None:
        raise RunRefused("archived")


def score_chunk(*, run_id: int, version_ids: Collection[int], now: dt.datetime) -> bool:
    """Score those of the versions that have no scorecard in the run yet, if it is running or live.

    Returns whether that has finished the run.
    """
    run = ScoringRun.objects.select_related("questionnaire").get(pk=run_id)
    if not run.takes_scores:
        return False
    versions = SubmissionVersion.objects.filter(pk__in=version_ids).exclude(scorecards__run=run)
    score_into(run, versions.order_by("pk"), now)
    ScoringRun.objects.filter(pk=run.pk).update(touched_at=now)
    return finish_if_complete(run=run, now=now)


@transaction.atomic
def finish_if_complete(*, run: ScoringRun, now: dt.datetime) -> bool:
    """Call the run finished when nothing of its round is left to score in it; whether that was so just now.

    Its rankings are then to be analysed, and a first run (`scoring.queries.first_runs`) is live by itself,
    unless it has failures.
    """
    if has_unscored(run):
        return False
    Round.objects.select_for_update().get(pk=run.round_id)
    is_first = first_runs().filter(pk=run.pk).exists()
    finished = ScoringRun.objects.filter(pk=run.pk, state=State.RUNNING).update(
        state=State.FINISHED, finished_at=now
    )
    if not finished:
        return False
    if is_first and not run.failures.standing().exists():
        ScoringRun.objects.filter(pk=run.pk).update(is_live=True, made_live_at=now)
    request_analyses(run=run, user=run.created_by, now=now)
    return True


def chunks_to_queue(
    *, run_id: int, size: int, now: dt.datetime, after: int = 0, at_most: int | None = None
) -> list[list[int]]:
    """What a run that is running or live has still to score, in chunks of version ids.

    No more than `at_most` chunks, of the versions whose ids come `after`. It then counts as alive again.
    """
    run = ScoringRun.objects.get(pk=run_id)
    if not run.takes_scores:
        return []
    ScoringRun.objects.filter(pk=run.pk).update(touched_at=now)
    ids = unscored_in(run, now=now, after=after, at_most=at_most and at_most * size)
    if not ids:
        finish_if_complete(run=run, now=now)
    return [ids[start : start + size] for start in range(0, len(ids), size)]


@transaction.atomic
def stop_run(*, run: ScoringRun, user: User | None, now: dt.datetime) -> None:
    """Stop a running run; what it has scored stays readable. Raises `RunRefused`."""
    if not ScoringRun.objects.filter(pk=run.pk, state=State.RUNNING).update(state=State.STOPPED):
        raise RunRefused("not_running")
    _record(Action.RUN_STOPPED, run, user, now)


@transaction.atomic
def make_live(*, run: ScoringRun, user: User | None, now: dt.datetime) -> None:
    """Let the figures come from this run, and score new submissions into it. Raises `RunRefused`."""
    _refuse_if_archived(Round.objects.select_for_update().get(pk=run.round_id))
    current = ScoringRun.objects.get(pk=run.pk)
    if current.is_live:
        raise RunRefused("already_live")
    if current.state != State.FINISHED:
        raise RunRefused("not_finished")
    if current.failures.standing().exists():
        raise RunRefused("has_failures")
    before = ScoringRun.objects.filter(round=run.round_id, is_live=True).first()
    ScoringRun.objects.filter(round=run.round_id, is_live=True).update(is_live=False)
    ScoringRun.objects.filter(pk=run.pk).update(is_live=True, made_live_by=user, made_live_at=now)
    _record(
        Action.RUN_USED,
        current,
        user,
        now,
        before={"run": before.pk if before else None},
        after={"run": current.pk},
    )


def _record(action: Action, run: ScoringRun, user: User | None, now: dt.datetime, **values: Any) -> None:
    record(
        action=action,
        code=run.pk,
        round_code=run.round.code,
        user=user,
        now=now,
        note="" if run.reason == FIRST else run.reason,
        **values,
    )
