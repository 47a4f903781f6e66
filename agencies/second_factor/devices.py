"""Setting up the second factor, checking its codes, and taking it away again.

django-otp keeps the secret, refuses a code that was used before, and makes each wrong one wait twice as long
as the one before; recovery codes wait with them.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from agencies.models import User
from agencies.second_factor.recovery import make_codes, use_code
from audit.actions import Action
from audit.services import record


def device_to_set_up(user: User) -> Any:
    """The device whose secret the set-up page shows; it counts only once a code of it was typed."""
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return waiting or TOTPDevice.objects.create(user=user, name="totp", confirmed=False)


@transaction.atomic
def set_up(*, user: User, code: str, now: dt.datetime) -> list[str] | None:
    """Make the device that was shown the person's only one, and return new recovery codes; None if `code` is
    wrong or comes too soon after a wrong one.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).order_by("pk").first()
    if device is None or not device.verify_token(digits_of(code)):
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    User.objects.filter(pk=user.pk).update(second_factor_at=now)
    record(action=Action.SECOND_FACTOR_SET_UP, code=user.pk, user=user, now=now)
    user.refresh_from_db()
    return make_codes(user)


@transaction.atomic
def check_code(*, user: User, typed: str, now: dt.datetime) -> bool:
    """Whether `typed` is the app's present code or an unused recovery code; false while one has to wait.

    A right code is right once.
    """
    device = _own_device(user, for_update=True)
    if device is None or waits_until(device):
        return False
    code = digits_of(typed)
    if code.isdecimal():
        return bool(device.verify_token(code))
    if not use_code(user, typed, now):
        device.throttle_increment()
        return False
    device.throttle_reset()
    record(action=Action.RECOVERY_CODE_USED, code=user.pk, user=user, now=now)
    return True


def code_waits_until(user: User) -> dt.datetime | None:
    """Until when no code is taken, after wrong ones; None if one is taken now."""
    device = _own_device(user)
    return waits_until(device) if device else None


def waits_until(device: Any) -> dt.datetime | None:
    """Until when codes of this device are refused; None if one is taken now."""
    allowed, why = device.verify_is_allowed()
    until: dt.datetime | None = None if allowed else why["locked_until"]
    return until


@transaction.atomic
def renew_codes(*, user: User, now: dt.datetime) -> list[str]:
    """Ten new recovery codes instead of those before."""
    record(action=Action.RECOVERY_CODES_MADE, code=user.pk, user=user, now=now)
    return make_codes(user)


@transaction.atomic
def remove(*, user: User, now: dt.datetime) -> None:
    """The person does without a second factor from now on."""
    forget_device(user)
    record(action=Action.SECOND_FACTOR_REMOVED, code=user.pk, user=user, now=now)


def forget_device(user: User) -> None:
    """Device and recovery codes are gone."""
    TOTPDevice.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    User.objects.filter(pk=user.pk).update(second_factor_at=None)
    user.refresh_from_db()


def forget_failures(user: User) -> None:
    """The next code is taken at once."""
    for device in TOTPDevice.objects.filter(user=user):
        device.throttle_reset()


def digits_of(typed: str) -> str:
    """A code as apps show it in two groups, or in Thai digits, as plain digits; other texts as they are."""
    plain = "".join(typed.split())
    return str(int(plain)).zfill(len(plain)) if plain.isdecimal() else plain


def _own_device(user: User, *, for_update: bool = False) -> Any:
    devices = TOTPDevice.objects.filter(user=user, confirmed=True)
    return (devices.select_for_update() if for_update else devices).first()
