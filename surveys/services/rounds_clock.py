"""What the clock does with rounds. Whoever calls it, however often, the round is the same afterwards."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from surveys.models import Round
from surveys.queries.round_checks import blocking, opening_checks
from surveys.queries.rounds import closing_moment_of, rounds_to_close, rounds_to_open
from surveys.services.errors import RoundRefused
from surveys.services.rounds import lock_with_submissions, refuse_unless_ready
from surveys.services.rounds_journal import change, lock_round

State = Round.State


@transaction.atomic
def set_opening(*, survey_round: Round, user: User | None, now: dt.datetime, seen: int | None = None) -> None:
    """Let the round open by itself when its opening day begins. Raises `RoundRefused`."""
    locked = lock_round(survey_round, seen)
    refuse_unless_ready(locked, now)
    if locked.opens_by_clock:
        raise RoundRefused("already_set")
    if locked.opens_at <= now:
        raise RoundRefused("opening_day_past")
    change(locked, action=Action.OPENING_SET, user=user, now=now, opens_by_clock=True)


@transaction.atomic
def unset_opening(
    *, survey_round: Round, user: User | None, now: dt.datetime, seen: int | None = None
) -> None:
    """Let it wait for EGA to open it. Raises `RoundRefused`."""
    locked = lock_round(survey_round, seen)
    if not locked.opens_by_clock:
        raise RoundRefused("not_set")
    change(locked, action=Action.OPENING_UNSET, user=user, now=now, opens_by_clock=False)


def keep_time(*, now: dt.datetime) -> None:
    """Open and close what is due at `now`."""
    for survey_round in rounds_to_open(now):
        open_on_time(survey_round=survey_round, now=now)
    for survey_round in rounds_to_close(now):
        close_on_time(survey_round=survey_round, now=now)


@transaction.atomic
def open_on_time(*, survey_round: Round, now: dt.datetime) -> None:
    """Open it if it is still to be opened and lacks nothing; otherwise its page says what is missing."""
    locked = lock_round(survey_round)
    due = locked.opens_by_clock and locked.state == State.PREPARING and locked.opens_at <= now
    if not due or blocking(opening_checks(locked, now)):
        return
    change(
        locked,
        action=Action.ROUND_OPENED_ON_TIME,
        user=None,
        now=now,
        state=State.OPEN.value,
        opens_by_clock=False,
    )


@transaction.atomic
def close_on_time(*, survey_round: Round, now: dt.datetime) -> None:
    """Close it if its time is over, given what is known once nobody answers or is given time any more."""
    locked = lock_with_submissions(survey_round)
    moment = closing_moment_of(locked)
    if locked.state == State.OPEN and moment is not None and moment <= now:
        change(locked, action=Action.ROUND_CLOSED_ON_TIME, user=None, now=now, state=State.CLOSED.value)
