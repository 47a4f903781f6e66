"""Forgetting a person. What the agency answered, and that somebody did it, stays."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from agencies.accounts import AccountRefused, end_sessions
from agencies.inviting.stopping import stop_invitation
from agencies.models import Invitation, Role, User
from agencies.models.person_name import erased_name
from agencies.privacy.register import Fate, Table, register
from agencies.services import refuse_without_another_manager, revoke_membership
from audit.actions import Action
from audit.services import record

NO_ADDRESS = "erased-{number}@erased.invalid"
"""Addresses must differ from each other; no mail can be sent to this domain (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """One table, and how many rows of the person it has."""

    table: Table
    count: int


def concerned(user: User) -> dict[Fate, list[Concerned]]:
    """What erasure would do with what is there: all tables with rows of the person, by their fate."""
    found = [Concerned(table, table.rows_of(user).count()) for table in register().tables]
    return {fate: [each for each in found if each.count and each.table.fate == fate] for fate in Fate}


def hindrances(user: User) -> Sequence[str]:
    """What has to be settled before: codes of refusals."""
    return [code for find in register().hindrances for code in find(user)]


@transaction.atomic
def erase(*, user: User, by: User, reference: str, now: dt.datetime) -> None:
    """Nothing is left of the person but the number of the account and what the register keeps.

    `reference` is that of the request; it is kept for good and names nobody. Raises LastManager, and
    AccountRefused ("own_account", "already_erased", "reason_missing", "signature_waits").
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    _refuse(locked, by, reference)
    for membership in locked.memberships.all():
        revoke_membership(membership=membership, by=by, now=now)
    stop_invitation(user=locked, failure=Invitation.Failure.SWITCHED_OFF)
    for table in register().tables:
        FATES[table.fate](table, locked)
    _empty_account(locked, now)
    record(action=Action.ERASED, code=locked.pk, user=by, now=now, note=reference.strip())


def _refuse(user: User, by: User, reference: str) -> None:
    if user.pk == by.pk:
        raise AccountRefused("own_account")
    if user.erased_at:
        raise AccountRefused("already_erased")
    if not reference.strip():
        raise AccountRefused("reason_missing")
    if user.memberships.filter(role=Role.MANAGER).exists():
        refuse_without_another_manager(user)
    for code in hindrances(user):
        raise AccountRefused(code)


def _delete(table: Table, user: User) -> None:
    table.rows_of(user).delete()


def _blank(table: Table, user: User) -> None:
    if table.blanks:
        table.rows_of(user).order_by().update(**table.blanks)


def _keep(_table: Table, _user: User) -> None:
    """It stays, for the reason that the register gives."""


FATES = {Fate.DELETED: _delete, Fate.BLANKED: _blank, Fate.KEPT: _keep}


def _empty_account(user: User, now: dt.datetime) -> None:
    user.email = NO_ADDRESS.format(number=user.pk)
    user.full_name = erased_name(user.pk)
    user.position = user.phone = ""
    user.set_unusable_password()
    user.is_active = False
    user.last_login = user.second_factor_at = None
    user.erased_at = now
    user.save()
    end_sessions(user)
