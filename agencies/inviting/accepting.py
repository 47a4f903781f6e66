"""What the person does with the link of an invitation."""

import datetime as dt

from axes.utils import reset
from django.db import transaction

from agencies.links import hash_of
from agencies.models import Invitation, InvitationQuerySet, User
from audit.actions import Action
from audit.services import record

State = Invitation.State


class InvitationOver(Exception):
    """The link was used, replaced or stopped, or its time is over."""


def find_invitation(*, token: str, now: dt.datetime) -> Invitation:
    """The invitation of a link that still works. Raises InvitationOver."""
    open_ones = Invitation.objects.filter(token_hash=hash_of(token), expires_at__gt=now, user__is_active=True)
    if found := open_ones.select_related("user").first():
        return found
    raise InvitationOver


@transaction.atomic
def accept(
    *,
    token: str,
    password: str,
    full_name: str,
    position: str,
    phone: str,
    language: str,
    now: dt.datetime,
) -> User:
    """Set the password and what the person says about themselves. Raises InvitationOver.

    The link works once: of two who use it at the same moment the second is refused.
    """
    invitation = find_invitation(token=token, now=now)
    if not _settle(Invitation.objects.filter(pk=invitation.pk, token_hash=hash_of(token)), now):
        raise InvitationOver
    user = invitation.user
    user.set_password(password)
    user.full_name, user.position, user.phone, user.language = full_name, position, phone, language
    user.save(update_fields=["password", "full_name", "position", "phone", "language"])
    reset(username=user.email)
    record(action=Action.INVITATION_ACCEPTED, code=user.pk, user=user, now=now)
    return user


@transaction.atomic
def accept_by_password_link(*, user: User, now: dt.datetime) -> None:
    """Who chose a password by “Forgot your password?” needs no invitation any more; its link ends."""
    if _settle(Invitation.objects.filter(user=user), now):
        record(action=Action.INVITATION_ACCEPTED, code=user.pk, user=user, now=now)


def _settle(invitations: InvitationQuerySet, now: dt.datetime) -> bool:
    open_ones = invitations.exclude(state=State.ACCEPTED)
    return bool(open_ones.update(state=State.ACCEPTED, failure="", reply="", token_hash="", accepted_at=now))
