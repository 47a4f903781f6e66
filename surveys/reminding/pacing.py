"""Which mails are sent next, so that the mail server gets no more than REMINDERS_A_MINUTE.

The rate holds for all workers together, since it is counted in the rows and not in the messages.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from surveys.models import ReminderMail

MINUTE = dt.timedelta(minutes=1)
LOST_AFTER = dt.timedelta(minutes=3)
"""A message that no worker has taken by then is taken for lost."""

SILENT_AFTER = dt.timedelta(minutes=3)
"""Longer than a worker may take for one mail: by then it was killed."""

State = ReminderMail.State


@transaction.atomic
def next_to_send(*, now: dt.datetime) -> list[tuple[int, float]]:
    """Ids of mails to hand to workers, each with the seconds until its turn, spread over a minute."""
    due = ReminderMail.objects.waiting().filter(_unqueued(now), due_at__lte=now)
    # Who comes second waits here for the rows, and then sees in the count what the first has queued.
    locked = due.order_by("due_at", "pk").select_for_update(of=("self",))
    rows = [each.pk for each in locked[: settings.REMINDERS_A_MINUTE]]
    chosen = rows[: max(0, settings.REMINDERS_A_MINUTE - _recent(now))]
    ReminderMail.objects.filter(pk__in=chosen).update(queued_at=now)
    return [(pk, place * 60 / settings.REMINDERS_A_MINUTE) for place, pk in enumerate(chosen)]


def note_unknown(*, now: dt.datetime) -> int:
    """How many mails a worker took and left without a word: perhaps sent, and left to a person."""
    silent = ReminderMail.objects.filter(state=State.SENDING, claimed_at__lt=now - SILENT_AFTER)
    return silent.update(state=State.UNKNOWN)


def _unqueued(now: dt.datetime) -> Q:
    return Q(queued_at__isnull=True) | Q(queued_at__lt=now - LOST_AFTER)


def _recent(now: dt.datetime) -> int:
    """Mails of the last minute, and those that are to come."""
    claimed = Q(claimed_at__gt=now - MINUTE)
    to_come = Q(state=State.WAITING, queued_at__gt=now - LOST_AFTER)
    return ReminderMail.objects.filter(claimed | to_come).count()
