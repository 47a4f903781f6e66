"""Recovery codes: ten for each person, shown once, each used once."""

import datetime as dt
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from agencies.models import RecoveryCode, User

HOW_MANY = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look like another."""

HALF = 5


def make_codes(user: User) -> list[str]:
    """New codes such as "k7xpm-q2hbn"; the ones before stop working. Only hashes of them are kept."""
    codes = [f"{_half()}-{_half()}" for _one in range(HOW_MANY)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_hash=_hash(user, code, settings.SECRET_KEY)) for code in codes
    )
    return codes


def use_code(user: User, typed: str, now: dt.datetime) -> bool:
    """Whether `typed` is a code of this person that was not used before; it is used from now on."""
    secrets_that_count = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    hashes = [_hash(user, typed, secret) for secret in secrets_that_count]
    unused = RecoveryCode.objects.filter(user=user, used_at=None, code_hash__in=hashes)
    return bool(unused.update(used_at=now))


def codes_left(user: User) -> int:
    """How many of the person's codes were not used yet."""
    return user.recovery_codes.filter(used_at=None).count()


def _half() -> str:
    return "".join(secrets.choice(LETTERS) for _one in range(HALF))


def _hash(user: User, code: str, secret: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    value = f"{user.pk}:{plain}"
    return salted_hmac("agencies.recovery_codes", value, secret=secret, algorithm="sha256").hexdigest()
