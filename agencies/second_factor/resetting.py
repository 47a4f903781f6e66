"""What a manager does for somebody who has lost telephone and recovery codes."""

import datetime as dt

from django.db import transaction

from agencies.accounts import AccountRefused, end_sessions
from agencies.models import User
from agencies.second_factor.devices import forget_device
from audit.actions import Action
from audit.services import record


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, by: User | None, now: dt.datetime) -> None:
    """Take the second factor away and log the person out; EGA's staff set it up anew at their next log-in.

    Raises AccountRefused ("own_account", "reason_missing"). `reason` is kept for good and names nobody.
    """
    if by and by.pk == user.pk:
        raise AccountRefused("own_account")
    if not reason.strip():
        raise AccountRefused("reason_missing")
    forget_device(user)
    end_sessions(user)
    record(action=Action.SECOND_FACTOR_RESET, code=user.pk, user=by, now=now, note=reason.strip())
