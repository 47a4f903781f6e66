"""Invitations that are no longer to be sent or followed."""

import datetime as dt

from django.db import transaction

from agencies.models import Invitation, User
from audit.actions import Action
from audit.services import record

State, Failure = Invitation.State, Invitation.Failure


def stop_invitation(*, user: User, failure: Invitation.Failure) -> bool:
    """What waits is not sent, and a link that was sent ends. Whether there was anything to stop."""
    open_ones = Invitation.objects.filter(user=user).exclude(state__in=[State.ACCEPTED, State.FAILED])
    return bool(open_ones.update(state=State.FAILED, failure=failure, reply="", token_hash=""))


@transaction.atomic
def note_bounce(*, user: User, by: User, now: dt.datetime) -> bool:
    """A person says that the mail came back. Whether there was an invitation that could have."""
    stopped = stop_invitation(user=user, failure=Failure.BOUNCED)
    if stopped:
        record(action=Action.ADDRESS_BOUNCED, code=user.pk, user=by, now=now)
    return stopped
