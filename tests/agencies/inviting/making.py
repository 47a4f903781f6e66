"""People to invite, and invitations in every state."""

import datetime as dt
from typing import Any

from django.utils import timezone

from agencies.inviting.queueing import Invitee, invite, send_off
from agencies.models import Agency, Invitation, InvitationBatch, Role, User

ORIGIN = "https://portal.example.go.th"
NOW = timezone.now()


def invitee(agency: Agency, name: str = "new", role: Role = Role.OFFICER, **more: Any) -> Invitee:
    return Invitee(f"{name}@agency.go.th", f"คุณ {name}", role, agency=agency, **more)


def invite_one(agency: Agency, by: User, name: str = "new", **more: Any) -> Invitation:
    """Asked for, and waiting."""
    invite(
        invitees=[invitee(agency, name, **more)],
        source=InvitationBatch.Source.PERSON,
        origin=ORIGIN,
        by=by,
        now=NOW,
    )
    return Invitation.objects.get(user__email=f"{name}@agency.go.th")


def send_again(user: User, by: User, now: dt.datetime = NOW) -> InvitationBatch:
    return send_off(users=[user], source=InvitationBatch.Source.AGAIN, origin=ORIGIN, by=by, now=now)


def put(invitation: Invitation, **values: Any) -> Invitation:
    """Into another state, as the database allows it."""
    Invitation.objects.filter(pk=invitation.pk).update(**values)
    invitation.refresh_from_db()
    return invitation
