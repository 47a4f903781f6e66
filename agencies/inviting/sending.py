"""Sending one invitation, so that nobody gets two.

A worker takes the row first, gives the mail to the server, and writes down what the server said. Killed
before it took the row, it leaves the row waiting, for another. Killed afterwards, it leaves the row in the
state "sending": whether the server has the mail, nobody can know, so the row becomes "unknown" and a person
decides. It is never sent a second time by itself.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.urls import reverse

from agencies.links import hash_of, new_token
from agencies.mails import MailPostponed, MailRefused, MailUncertain, deliver, letter_to
from agencies.models import Invitation

Clock = Callable[[], dt.datetime]
State, Failure = Invitation.State, Invitation.Failure

ATTEMPTS = 5
WAIT = dt.timedelta(minutes=2)
REPLY_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one invitation; `token` is that of its link, known only to this worker."""

    invitation: Invitation
    token: str

    def update(self, **values: Any) -> bool:
        """Change the row, unless it was accepted, stopped or taken anew meanwhile."""
        mine = Invitation.objects.filter(
            pk=self.invitation.pk,
            token_hash=hash_of(self.token),
            state__in=[State.SENDING, State.UNKNOWN],
        )
        return bool(mine.update(**values))


def send_invitation(*, invitation_id: int, clock: Clock) -> None:
    """Send it, if it waits and is due; whatever the server says is kept in the row."""
    taken = claim(invitation_id=invitation_id, now=clock())
    if taken is None:
        return
    try:
        deliver(_letter(taken))
    except MailRefused as refusal:
        _fail(taken, Failure.REFUSED, refusal.reply)
    except MailPostponed as refusal:
        _postpone(taken, refusal.reply, clock())
    except MailUncertain:
        taken.update(state=State.UNKNOWN)
    else:
        taken.update(state=State.SENT, sent_at=clock(), reply="")


def claim(*, invitation_id: int, now: dt.datetime) -> Claim | None:
    """Take the invitation; None if another worker has it, or it is not to be sent."""
    token = new_token()
    # Conditions on this table only: with a join, Django would look first and update afterwards.
    waiting = Invitation.objects.waiting().filter(pk=invitation_id, due_at__lte=now)
    taken = waiting.update(
        state=State.SENDING,
        token_hash=hash_of(token),
        attempts=F("attempts") + 1,
        claimed_at=now,
        expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
    )
    if not taken:
        return None
    return Claim(Invitation.objects.select_related("user", "batch").get(pk=invitation_id), token)


def _letter(taken: Claim) -> EmailMessage:
    invitation = taken.invitation
    context = {
        "link": invitation.batch.origin + reverse("agencies:invitation", args=[taken.token]),
        "expires_at": invitation.expires_at,
        "memberships": list(invitation.user.memberships.select_related("agency", "ministry", "province")),
    }
    return letter_to(user=invitation.user, letter="agencies/mail/invitation", context=context)


def _postpone(taken: Claim, reply: str, now: dt.datetime) -> None:
    """Nothing was sent, so it can be tried again, after twice the time each time."""
    attempts = taken.invitation.attempts
    if attempts >= ATTEMPTS:
        _fail(taken, Failure.GAVE_UP, reply)
    else:
        later = now + WAIT * 2 ** (attempts - 1)
        taken.update(
            state=State.WAITING, due_at=later, queued_at=None, token_hash="", reply=reply[:REPLY_LENGTH]
        )


def _fail(taken: Claim, failure: Invitation.Failure, reply: str) -> None:
    taken.update(state=State.FAILED, failure=failure, token_hash="", reply=reply[:REPLY_LENGTH])
