"""Invitations of a demonstration: some of the made-up officers, in every state that a manager meets."""

import datetime as dt
from typing import Any

from agencies.demo import ACCOUNTS
from agencies.models import Invitation, InvitationBatch, Role, User

State, Failure = Invitation.State, Invitation.Failure
SENT_BEFORE = dt.timedelta(days=20)
DAY = dt.timedelta(days=1)
ORIGIN = "http://127.0.0.1:8000"

FATES: tuple[dict[str, Any], ...] = (
    *(dict[str, Any](state=State.SENT) for _each in range(7)),
    {"state": State.FAILED, "failure": Failure.REFUSED, "reply": "550 5.1.1 user unknown (demonstration)"},
    {"state": State.FAILED, "failure": Failure.REFUSED, "reply": "552 5.2.2 mailbox full (demonstration)"},
    {"state": State.FAILED, "failure": Failure.BOUNCED},
    {"state": State.UNKNOWN},
)


def create_invitations(*, now: dt.datetime) -> int:
    """How many were made: none if there are any, or no made-up officers. Nothing is mailed."""
    known = [account.email for account in ACCOUNTS]
    officers = User.objects.filter(memberships__role=Role.OFFICER).exclude(email__in=known)
    manager = User.objects.filter(memberships__role=Role.MANAGER).order_by("pk").first()
    users = list(officers.order_by("email")[: len(FATES)])
    if manager is None or not users or Invitation.objects.exists():
        return 0
    batch = InvitationBatch.objects.create(
        source=InvitationBatch.Source.LIST,
        origin=ORIGIN,
        total=len(users),
        created_by=manager,
        created_at=now - SENT_BEFORE,
    )
    pairs = zip(users, FATES, strict=False)
    made = [_invitation(user, batch, at, fate, now) for at, (user, fate) in enumerate(pairs)]
    Invitation.objects.bulk_create(made)
    return len(made)


def _invitation(
    user: User, batch: InvitationBatch, at: int, fate: dict[str, Any], now: dt.datetime
) -> Invitation:
    """The first three of those sent have run out by now."""
    sent = now - SENT_BEFORE
    return Invitation(
        user=user,
        batch=batch,
        due_at=sent,
        claimed_at=sent,
        sent_at=sent,
        attempts=1,
        expires_at=now - 6 * DAY if at < 3 else now + 8 * DAY,
        **fate,
    )
