"""Which agencies a round asks, after it was made."""

import datetime as dt

from django.db import transaction

from agencies.models import Agency, User
from audit.actions import Action
from audit.services import record as audit
from surveys.models import Round, Submission, SubmissionEvent
from surveys.queries.round_roster import UpToDate, up_to_date
from surveys.services.editing import lock
from surveys.services.errors import AskingRefused
from surveys.services.journal import record
from surveys.services.rounds import add_agencies

Kind = SubmissionEvent.Kind


@transaction.atomic
def bring_up_to_date(*, survey_round: Round, stamp: str, user: User, now: dt.datetime) -> UpToDate:
    """In a round in preparation: ask what is new in the roster, take out what is gone and has not started.

    `stamp` is that of the plan that the person saw. Raises `AskingRefused`.
    """
    locked = _lock(survey_round)
    if locked.state != Round.State.PREPARING or locked.archived_at is not None:
        raise AskingRefused("not_preparing")
    plan = up_to_date(locked)
    if plan.stamp != stamp:
        raise AskingRefused("plan_changed")
    if not plan.is_needed:
        raise AskingRefused("up_to_date")
    add_agencies(survey_round=locked, agencies=plan.new)
    Submission.objects.filter(pk__in=[each.pk for each in plan.gone]).delete()
    audit(
        action=Action.ROUND_BROUGHT_UP_TO_DATE,
        code=locked.code,
        user=user,
        now=now,
        before={"agencies": [each.agency.code for each in plan.gone]},
        after={"agencies": [agency.code for agency in plan.new]},
    )
    return plan


@transaction.atomic
def ask(*, survey_round: Round, agency: Agency, reason: str, user: User, now: dt.datetime) -> Submission:
    """Ask one more agency in an open round, or again one that was withdrawn. Raises `AskingRefused`."""
    locked = _lock(survey_round)
    _refuse_unless_open(locked, reason)
    if not Agency.objects.active().filter(pk=agency.pk).exists():
        raise AskingRefused("not_active")
    if Submission.objects.filter(round=locked, agency=agency).exists():
        raise AskingRefused("already_asked")
    add_agencies(survey_round=locked, agencies=[agency])
    submission = lock(Submission.everything.get(round=locked, agency=agency))
    submission.withdrawn_at, submission.withdrawn_why = None, ""
    submission.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record(submission=submission, kind=Kind.ASKED, user=user, now=now, note=reason.strip())
    _write_down(Action.AGENCY_ASKED, submission, reason, user, now)
    return submission


@transaction.atomic
def withdraw(*, submission: Submission, reason: str, user: User, now: dt.datetime) -> None:
    """Take an agency out of an open round: out of every count, with nothing lost. Raises `AskingRefused`."""
    locked = lock(submission)
    _refuse_unless_open(locked.round, reason)
    if locked.withdrawn_at is not None:
        raise AskingRefused("already_withdrawn")
    locked.withdrawn_at, locked.withdrawn_why = now, reason.strip()
    locked.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record(submission=locked, kind=Kind.WITHDRAWN, user=user, now=now, note=reason.strip())
    _write_down(Action.AGENCY_WITHDRAWN, locked, reason, user, now)


def _write_down(action: Action, submission: Submission, reason: str, user: User, now: dt.datetime) -> None:
    """The agency reads the step in its history; this is the decision about the round."""
    is_asked = submission.withdrawn_at is None
    audit(
        action=action,
        code=submission.agency.code,
        round_code=submission.round.code,
        user=user,
        now=now,
        before={"is_asked": not is_asked},
        after={"is_asked": is_asked},
        note=reason.strip(),
    )


def _refuse_unless_open(survey_round: Round, reason: str) -> None:
    if not reason.strip():
        raise AskingRefused("reason_missing")
    if survey_round.state != Round.State.OPEN:
        raise AskingRefused("not_open")


def _lock(survey_round: Round) -> Round:
    return Round.objects.select_for_update().get(pk=survey_round.pk)
