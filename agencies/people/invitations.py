"""What became of invitations, for the page that shows it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from agencies.models import Invitation, InvitationBatch, InvitationQuerySet
from agencies.people.filters import Asked, invited

SENT_OUT = [each for each in Asked if each != Asked.NONE]
AGAIN = (Asked.FAILED, Asked.UNKNOWN, Asked.EXPIRED)
"""What "send again" is for."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the sending is: invitations by the state that people see."""

    counts: dict[Asked, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.total - self.counts[Asked.WAITING]

    @property
    def running(self) -> bool:
        return self.counts[Asked.WAITING] > 0


def invitations_of(batch: InvitationBatch | None) -> InvitationQuerySet:
    """Those that were last sent off with the batch; all, without one."""
    everything = Invitation.objects.all()
    return everything.filter(batch=batch) if batch else everything


def progress_of(batch: InvitationBatch | None, *, now: dt.datetime) -> Progress:
    """One query."""
    counts = {each.name: Count("pk", filter=invited(each, now)) for each in SENT_OUT}
    found = invitations_of(batch).aggregate(**counts)
    return Progress({each: found[each.name] for each in SENT_OUT})


def in_state(invitations: InvitationQuerySet, state: str, now: dt.datetime) -> InvitationQuerySet:
    """Those in the state that people see; all for ""."""
    return invitations.filter(invited(Asked(state), now)) if state else invitations


def to_send_again(invitations: InvitationQuerySet, now: dt.datetime) -> InvitationQuerySet:
    """Those that did not arrive, ran out or are in doubt, of people who can still use one."""
    over = Q()
    for state in AGAIN:
        over |= invited(state, now)
    return invitations.filter(over, user__is_active=True, user__last_login=None)
