"""More time: for everybody, or for one agency."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record as audit
from surveys.models import Round, Submission, SubmissionEvent
from surveys.services.editing import lock
from surveys.services.errors import RoundRefused
from surveys.services.journal import record
from surveys.services.rounds_journal import change, lock_round, reason_given
from surveys.services.rounds_planning import refuse_unless_days

LONGEST_EXTENSION = dt.timedelta(days=366)


@transaction.atomic
def move_days(
    *,
    survey_round: Round,
    closes_on: dt.date,
    opens_on: dt.date | None = None,
    reason: str,
    user: User | None,
    now: dt.datetime,
    seen: int | None = None,
) -> None:
    """Move the days of an open round for everybody, saying why. Raises `RoundRefused`.

    The first day moves only while it has not come.
    """
    locked = lock_round(survey_round, seen)
    note = reason_given(reason)
    refuse_unless_movable(locked, opens_on, closes_on, now)
    opens_on = opens_on or locked.opens_on
    days = {"opens_on": opens_on, "closes_on": closes_on}
    changed = {name: day for name, day in days.items() if getattr(locked, name) != day}
    change(locked, action=Action.DAYS_MOVED, user=user, now=now, note=note, **changed)


def refuse_unless_movable(
    survey_round: Round, opens_on: dt.date | None, closes_on: dt.date, now: dt.datetime
) -> None:
    """Raise `RoundRefused` with the reason why its days cannot be these, or do nothing."""
    if survey_round.state != Round.State.OPEN:
        raise RoundRefused("not_open")
    opens_on = opens_on or survey_round.opens_on
    refuse_unless_days(opens_on, closes_on)
    if (opens_on, closes_on) == (survey_round.opens_on, survey_round.closes_on):
        raise RoundRefused("days_unchanged")
    if opens_on != survey_round.opens_on and survey_round.opens_at <= now:
        raise RoundRefused("already_begun")
    if Round(closes_on=closes_on).deadline <= now:
        raise RoundRefused("days_over")


@transaction.atomic
def extend(*, submission: Submission, until: dt.date, reason: str, user: User, now: dt.datetime) -> None:
    """Move one agency's last day to `until`, saying why. Raises `RoundRefused`.

    An extension can be corrected, but leaves no agency less time than everybody has.
    """
    locked = lock(submission)
    reason = reason_given(reason)
    if locked.round.state != Round.State.OPEN:
        raise RoundRefused("not_open")
    _refuse_unless_extension(locked, until, now)
    before = locked.last_day
    locked.extended_to = until
    locked.save(update_fields=["extended_to"])
    note = f"{until.isoformat()} {reason}"
    record(submission=locked, kind=SubmissionEvent.Kind.EXTENDED, user=user, now=now, note=note)
    audit(
        action=Action.AGENCY_GIVEN_TIME,
        code=locked.agency.code,
        round_code=locked.round.code,
        user=user,
        now=now,
        before={"last_day": before},
        after={"last_day": locked.last_day},
        note=reason,
    )


def _refuse_unless_extension(submission: Submission, until: dt.date, now: dt.datetime) -> None:
    if until > submission.round.closes_on + LONGEST_EXTENSION:
        raise RoundRefused("extension_too_long")
    if until <= submission.round.closes_on:
        raise RoundRefused("extension_too_short")
    if until == submission.extended_to:
        raise RoundRefused("extension_unchanged")
    if Submission(round=submission.round, extended_to=until).deadline <= now:
        raise RoundRefused("extension_in_the_past")
