"""Making the results of a round known, once it is closed and wholly scored."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record
from scoring.models import Release, Scorecard, ScoringRun
from scoring.services.errors import ReleaseRefused
from scoring.services.robustness import request_analyses
from surveys.models import Round, Submission


@transaction.atomic
def release_results(*, survey_round: Round, note: str, user: User | None, now: dt.datetime) -> Release:
    """Release what counts in the live run, in place of an earlier release. Raises `ReleaseRefused`.

    Rankings that have changed since they were analysed are analysed again.
    """
    locked = Round.objects.select_for_update().get(pk=survey_round.pk)
    if not note.strip():
        raise ReleaseRefused("note_missing")
    _refuse_if_archived(locked)
    if locked.state != Round.State.CLOSED:
        raise ReleaseRefused("round_not_closed")
    run = ScoringRun.objects.filter(round=locked, is_live=True).first()
    if run is None:
        raise ReleaseRefused("nothing_scored")
    counted = list(Scorecard.objects.counted().filter(run=run))
    if not counted:
        raise ReleaseRefused("nothing_scored")
    if len(counted) != Submission.objects.of_round(locked).responded().count():
        raise ReleaseRefused("not_all_scored")
    for standing in Release.objects.standing().filter(round=locked):
        _withdraw(standing, user, now, note.strip())
    release = Release.objects.create(
        round=locked, run=run, note=note.strip(), released_by=user, released_at=now
    )
    release.scorecards.set(counted)
    _record(Action.RESULTS_RELEASED, release, user, now, release.note, is_standing=True)
    request_analyses(run=run, user=user, now=now)
    return release


@transaction.atomic
def withdraw_release(*, release: Release, reason: str, user: User | None, now: dt.datetime) -> None:
    """Take the results back, saying why; what was released stays on record. Raises `ReleaseRefused`."""
    if not reason.strip():
        raise ReleaseRefused("reason_missing")
    _refuse_if_archived(Round.objects.select_for_update().get(pk=release.round_id))
    locked = Release.objects.get(pk=release.pk)
    if locked.withdrawn_at is not None:
        raise ReleaseRefused("already_withdrawn")
    _withdraw(locked, user, now, reason.strip())


def _refuse_if_archived(survey_round: Round) -> None:
    if survey_round.archived_at is not None:
        raise ReleaseRefused("archived")


def _withdraw(release: Release, user: User | None, now: dt.datetime, reason: str) -> None:
    _record(Action.RESULTS_WITHDRAWN, release, user, now, reason, is_standing=False)
    release.withdrawn_by, release.withdrawn_at, release.withdrawal_reason = user, now, reason
    release.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])


def _record(
    action: Action,
    release: Release,
    user: User | None,
    now: dt.datetime,
    note: str,
    *,
    is_standing: bool,
) -> None:
    """What is known of the round: the scores of a run, or nothing."""
    known, nothing = {"run": release.run_id}, {"run": None}
    record(
        action=action,
        code=release.pk,
        round_code=release.round.code,
        user=user,
        now=now,
        before=nothing if is_standing else known,
        after=known if is_standing else nothing,
        note=note,
    )
