"""Putting rounds out of the way, and bringing them back. What is archived is only read."""

import datetime as dt

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from surveys.models import Round
from surveys.services.errors import RoundRefused
from surveys.services.rounds_journal import change, lock_round, reason_given


@transaction.atomic
def archive_round(
    *, survey_round: Round, user: User | None, now: dt.datetime, seen: int | None = None
) -> None:
    """Take a closed round, or one that is not to be asked, out of the lists. Raises `RoundRefused`."""
    locked = lock_round(survey_round, seen)
    if locked.archived_at is not None:
        raise RoundRefused("already_archived")
    if locked.state == Round.State.OPEN:
        raise RoundRefused("still_open")
    change(locked, action=Action.ROUND_ARCHIVED, user=user, now=now, archived_at=now, opens_by_clock=False)


@transaction.atomic
def restore_round(
    *, survey_round: Round, reason: str, user: User | None, now: dt.datetime, seen: int | None = None
) -> None:
    """Bring it back as it was, saying why. Raises `RoundRefused`."""
    locked = lock_round(survey_round, seen)
    note = reason_given(reason)
    if locked.archived_at is None:
        raise RoundRefused("not_archived")
    change(locked, action=Action.ROUND_RESTORED, user=user, now=now, note=note, archived_at=None)
