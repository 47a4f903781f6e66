"""People with an app for codes, and the codes that it shows."""

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from agencies.models import User
from agencies.second_factor.recovery import make_codes

STEP = 30


def give_second_factor(user: User) -> list[str]:
    """Set up; returns the recovery codes."""
    TOTPDevice.objects.create(user=user, name="totp", confirmed=True)
    User.objects.filter(pk=user.pk).update(second_factor_at="2026-07-01T00:00:00Z")
    user.refresh_from_db()
    return make_codes(user)


def code_of(user: User, *, confirmed: bool = True, steps: int = 0) -> str:
    """What the app shows now, or some steps of half a minute later."""
    device = TOTPDevice.objects.get(user=user, confirmed=confirmed)
    return f"{totp(device.bin_key, STEP, t0=-steps * STEP):06}"


def forget_last_code(user: User) -> None:
    """As if half a minute had gone by: the same code is taken once more, and no wrong one is remembered."""
    TOTPDevice.objects.filter(user=user).update(last_t=-1, throttling_failure_count=0)
