"""Deciding who is invited: accounts and roles where they are missing, and the rows that a worker sends."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from agencies.models import (
    Agency,
    Invitation,
    InvitationBatch,
    Membership,
    Ministry,
    Province,
    Role,
    User,
)
from agencies.services import described
from agencies.tasks import send_due
from audit.actions import Action
from audit.services import entry, record, record_all
from portal.queueing import nudge_on_commit

State = Invitation.State
Source = InvitationBatch.Source


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person and one role, as somebody wrote them down; `email` in small letters."""

    email: str
    full_name: str
    role: Role
    position: str = ""
    phone: str = ""
    language: str = User.Language.THAI
    agency: Agency | None = None
    ministry: Ministry | None = None
    province: Province | None = None


@transaction.atomic
def invite(
    *, invitees: Sequence[Invitee], source: Source, origin: str, by: User, now: dt.datetime
) -> InvitationBatch:
    """Give everybody an account and the role; invite those who have never logged in.

    What is known of an account stays as it is. `origin` is scheme and host for the links, already checked
    against ALLOWED_HOSTS. A role that does not go with its scope is an IntegrityError: forms check it.
    """
    users = _accounts(invitees, by, now)
    _roles([(users[each.email], each) for each in invitees], by, now)
    return send_off(users=users.values(), source=source, origin=origin, by=by, now=now)


@transaction.atomic
def send_off(
    *, users: Collection[User], source: Source, origin: str, by: User, now: dt.datetime
) -> InvitationBatch:
    """Have an invitation sent to those who can use one: switched on, never logged in, none on its way."""
    batch = InvitationBatch.objects.create(source=source, origin=origin, created_by=by, created_at=now)
    ids = [user.pk for user in users if can_be_invited(user)]
    fresh = {"batch": batch, "state": State.WAITING, "due_at": now}
    again = {"failure": "", "reply": "", "attempts": 0, "queued_at": None}
    Invitation.objects.settled().exclude(state=State.ACCEPTED).filter(user__in=ids).update(**fresh, **again)
    Invitation.objects.bulk_create(
        [Invitation(user_id=pk, **fresh) for pk in ids], ignore_conflicts=True, batch_size=500
    )
    invited = list(batch.invitations.values_list("user", flat=True))
    batch.total = len(invited)
    batch.save(update_fields=["total"])
    record_all(entry(action=Action.INVITED, code=pk, user=by, now=now) for pk in invited)
    record(
        action=Action.INVITATIONS_QUEUED,
        code=batch.pk,
        user=by,
        now=now,
        after={"people": batch.total, "chosen_by": source.value},
    )
    nudge_on_commit(send_due)
    return batch


def can_be_invited(user: User) -> bool:
    """Whether an invitation is of use: who has logged in gets a new password by “Forgot your password?”."""
    return user.is_active and user.last_login is None


def _accounts(invitees: Iterable[Invitee], by: User, now: dt.datetime) -> dict[str, User]:
    """Address → account; those that are missing are made, each after its first row."""
    wanted = {each.email: each for each in reversed(list(invitees))}
    there = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    new = [_account(each, now) for email, each in wanted.items() if email not in there]
    User.objects.bulk_create(new, batch_size=500)
    users = {user.email: user for user in User.objects.filter(email__in=wanted)}
    record_all(
        entry(action=Action.PERSON_CREATED, code=users[each.email].pk, user=by, now=now) for each in new
    )
    return users


def _account(invitee: Invitee, now: dt.datetime) -> User:
    return User(
        email=invitee.email,
        full_name=invitee.full_name,
        position=invitee.position,
        phone=invitee.phone,
        language=invitee.language,
        password=make_password(None),
        date_joined=now,
    )


def _roles(wanted: Sequence[tuple[User, Invitee]], by: User, now: dt.datetime) -> None:
    users = {user.pk for user, _invitee in wanted}
    there = {_key(each) for each in Membership.objects.filter(user__in=users)}
    new = {
        key: membership
        for membership in (_membership(user, invitee) for user, invitee in wanted)
        if (key := _key(membership)) not in there
    }
    Membership.objects.bulk_create(new.values(), batch_size=500)
    record_all(
        entry(action=Action.ROLE_GRANTED, code=each.user_id, user=by, now=now, after=described(each))
        for each in new.values()
    )


def _membership(user: User, invitee: Invitee) -> Membership:
    return Membership(
        user=user,
        role=invitee.role,
        agency=invitee.agency,
        ministry=invitee.ministry,
        province=invitee.province,
    )


def _key(membership: Membership) -> tuple[int | str | None, ...]:
    return (
        membership.user_id,
        membership.role,
        membership.agency_id,
        membership.ministry_id,
        membership.province_id,
    )
