"""What changes people and their roles."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from agencies.models import Agency, Membership, Ministry, Province, Role, User
from agencies.names import one_visible_line, telephone
from audit.actions import Action
from audit.services import record


class AccountExists(Exception):
    """There is already an account with this address."""


class WrongScope(Exception):
    """The role does not go with what it was given for, such as an officer of a ministry."""


class LastManager(Exception):
    """Nobody could run the survey any more, nor make anybody a manager."""


@transaction.atomic
def create_account(
    *,
    email: str,
    full_name: str,
    position: str = "",
    phone: str = "",
    language: str = User.Language.THAI,
    by: User | None,
    now: dt.datetime,
) -> User:
    """An account without a password: its person chooses one through the mail of “Forgot your password?”.

    Raises AccountExists, or ValidationError for a name or number that is none (agencies.names).
    """
    for text in filter(None, (full_name, position, phone)):
        one_visible_line(text)
    if phone:
        telephone(phone)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email=email, full_name=full_name, position=position, phone=phone, language=language
            )
    except IntegrityError as error:
        raise AccountExists(email) from error
    record(action=Action.PERSON_CREATED, code=user.pk, user=by, now=now)
    return user


@transaction.atomic
def grant_membership(
    *,
    user: User,
    role: Role,
    agency: Agency | None = None,
    ministry: Ministry | None = None,
    province: Province | None = None,
    by: User | None,
    now: dt.datetime,
) -> Membership:
    """Gives a role; giving it again changes nothing. Raises WrongScope."""
    try:
        membership, is_new = Membership.objects.get_or_create(
            user=user, role=role, agency=agency, ministry=ministry, province=province
        )
    except IntegrityError as error:
        raise WrongScope(role) from error
    if is_new:
        record(action=Action.ROLE_GRANTED, code=user.pk, user=by, now=now, after=described(membership))
    return membership


@transaction.atomic
def revoke_membership(*, membership: Membership, by: User | None, now: dt.datetime) -> None:
    """Takes a role away. What its person did with it stays recorded. Raises LastManager."""
    if membership.role == Role.MANAGER:
        refuse_without_another_manager(membership.user)
    record(
        action=Action.ROLE_REVOKED,
        code=membership.user_id,
        user=by,
        now=now,
        before=described(membership),
    )
    membership.delete()


def refuse_without_another_manager(user: User) -> None:
    """Raises LastManager if `user` is the only manager who can log in.

    Takes the rows of all managers, so that two who do this at once come one after the other.
    """
    roles = Membership.objects.select_for_update().filter(role=Role.MANAGER).order_by("pk")
    managers = User.objects.filter(pk__in=[role.user_id for role in roles], is_active=True)
    if set(managers.values_list("pk", flat=True)) == {user.pk}:
        raise LastManager


def described(membership: Membership) -> dict[str, Any]:
    """A role and what it is for, by codes, to be written down."""
    scopes = {
        "agency": membership.agency,
        "ministry": membership.ministry,
        "province": membership.province,
    }
    return {"role": membership.role} | {name: place.code for name, place in scopes.items() if place}


def change_profile(*, user: User, full_name: str, position: str, phone: str, language: str) -> None:
    """What people may change about themselves; the e-mail address is not among it."""
    user.full_name = full_name
    user.position = position
    user.phone = phone
    user.language = language
    user.save(update_fields=["full_name", "position", "phone", "language"])
