"""Switching accounts off and on, and letting people in again."""

import datetime as dt

from axes.utils import reset
from django.db import transaction
from django.db.models import F

from agencies.inviting.stopping import stop_invitation
from agencies.models import Invitation, Membership, Role, User
from agencies.second_factor.devices import forget_failures
from agencies.services import refuse_without_another_manager, revoke_membership
from audit.actions import Action
from audit.services import record

REMOVABLE = (Role.OFFICER, Role.READER)


class AccountRefused(Exception):
    """It was not done; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def switch_off(*, user: User, by: User, now: dt.datetime) -> None:
    """Nobody can use the account from this moment on, not even by a page that is open.

    Raises AccountRefused ("own_account"), LastManager.
    """
    if user.pk == by.pk:
        raise AccountRefused("own_account")
    if user.memberships.filter(role=Role.MANAGER).exists():
        refuse_without_another_manager(user)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        end_sessions(user)
        stop_invitation(user=user, failure=Invitation.Failure.SWITCHED_OFF)
        _write_down(Action.SWITCHED_OFF, user, by, now, is_active=False)
    user.refresh_from_db()


@transaction.atomic
def switch_on(*, user: User, by: User, now: dt.datetime) -> None:
    """The account works again, with the roles that it had; older sessions stay ended."""
    if User.objects.filter(pk=user.pk, is_active=False, erased_at=None).update(is_active=True):
        _write_down(Action.SWITCHED_ON, user, by, now, is_active=True)
    user.refresh_from_db()


def _write_down(action: Action, user: User, by: User, now: dt.datetime, *, is_active: bool) -> None:
    before, after = {"is_active": not is_active}, {"is_active": is_active}
    record(action=action, code=user.pk, user=by, now=now, before=before, after=after)


def end_sessions(user: User) -> None:
    """Log the person out everywhere, with their next request."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db()


@transaction.atomic
def unlock(*, user: User, by: User, now: dt.datetime) -> None:
    """End what wrong passwords and wrong codes have locked."""
    reset(username=user.email)
    forget_failures(user)
    record(action=Action.UNLOCKED, code=user.pk, user=by, now=now)


@transaction.atomic
def remove_from_agency(*, membership: Membership, by: User, now: dt.datetime) -> bool:
    """Take an officer or reader out of an agency; who has no other role is switched off, which is returned.

    Raises AccountRefused ("own_account", "not_removable").
    """
    if membership.user_id == by.pk:
        raise AccountRefused("own_account")
    if membership.role not in REMOVABLE:
        raise AccountRefused("not_removable")
    user = membership.user
    revoke_membership(membership=membership, by=by, now=now)
    if user.memberships.exists():
        return False
    switch_off(user=user, by=by, now=now)
    return True
