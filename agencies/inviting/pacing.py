"""Which invitations are sent next, so that the mail server gets no more than INVITATIONS_A_MINUTE.

The rate holds for all workers together, since it is counted in the rows and not in the messages.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from agencies.models import Invitation
from agencies.turns import turns

MINUTE = dt.timedelta(minutes=1)
LOST_AFTER = dt.timedelta(minutes=3)
"""A message that no worker has taken by then is taken for lost."""

SILENT_AFTER = dt.timedelta(minutes=3)
"""Longer than a worker may take for one mail: by then it was killed."""

State = Invitation.State


@transaction.atomic
def next_to_send(*, now: dt.datetime) -> list[tuple[int, float]]:
    """Ids of invitations to hand to workers, each with the seconds until its turn, in the next minute."""
    due = Invitation.objects.waiting().filter(_unqueued(now), due_at__lte=now, user__is_active=True)
    # Who comes second waits here for the rows, and then sees in the count what the first has queued.
    locked = due.order_by("due_at", "pk").select_for_update(of=("self",))
    rows = [each.pk for each in locked[: settings.INVITATIONS_A_MINUTE]]
    seconds = turns(
        ago=_ago(now), to_come=_to_come(now), a_minute=settings.INVITATIONS_A_MINUTE, waiting=len(rows)
    )
    chosen = list(zip(rows, seconds, strict=False))
    Invitation.objects.filter(pk__in=[pk for pk, _turn in chosen]).update(queued_at=now)
    return chosen


def note_unknown(*, now: dt.datetime) -> int:
    """How many mails a worker took and left without a word: perhaps sent, and left to a person."""
    silent = Invitation.objects.filter(state=State.SENDING, claimed_at__lt=now - SILENT_AFTER)
    return silent.update(state=State.UNKNOWN)


def _unqueued(now: dt.datetime) -> Q:
    return Q(queued_at__isnull=True) | Q(queued_at__lt=now - LOST_AFTER)


def _ago(now: dt.datetime) -> list[float]:
    """How many seconds ago each mail of the last minute was taken by a worker."""
    claimed = Invitation.objects.filter(claimed_at__gt=now - MINUTE)
    moments = claimed.order_by().values_list("claimed_at", flat=True)
    return [(now - moment).total_seconds() for moment in moments if moment]


def _to_come(now: dt.datetime) -> int:
    """Mails that have their turn, and wait for it."""
    return Invitation.objects.waiting().filter(queued_at__gt=now - LOST_AFTER).count()
