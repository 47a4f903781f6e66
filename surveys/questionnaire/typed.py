"""Numbers and texts as people in Thailand type them."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from surveys.questionnaire.characters import cleaned, composed
from surveys.questionnaire.faults import AnswerError, Fault

MAX_DIGITS: Final = 12
MAX_DECIMALS: Final = 6
MAX_TEXT: Final = 4_000
MAX_READ: Final = 2 * MAX_TEXT
"""Longer texts are not even composed, which could shorten them."""

SHOWN: Final = 40
"""How much of what was typed a message repeats."""

NUMBER: Final = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<decimals>\d+))?")


def typed_integer(text: str) -> int | None:
    """The whole number typed, None for nothing; AnswerError when it is not one."""
    number = _number(text, "not_number")
    if number is None:
        return None
    if number.as_tuple().exponent != 0:
        raise AnswerError(Fault("not_whole"))
    return int(number)


def typed_decimal(text: str) -> Decimal | None:
    """The number typed, None for nothing; AnswerError when it is not one."""
    return _number(text, "not_decimal")


def plain(number: Decimal) -> str:
    """A decimal in its one canonical form: no exponent, no needless zeros."""
    return format(number.normalize() + 0, "f")


def typed_text(text: str) -> str | None:
    """The text typed, composed (NFC), without control characters and blanks around; None for nothing."""
    kept = composed(_no_longer_than(MAX_READ, cleaned(text))).strip()
    return _no_longer_than(MAX_TEXT, kept) or None


def shown(text: str) -> str:
    """As much of what was typed as a message repeats."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def western_digits(text: str) -> str:
    """Thai and other digits as 0-9."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text
    )


def _number(text: str, code: str) -> Decimal | None:
    digits = western_digits(text).replace("\N{MINUS SIGN}", "-").strip().removesuffix("%").rstrip()
    if not digits:
        return None
    match = NUMBER.fullmatch(digits)
    if match is None or not (match["whole"] or match["decimals"]):
        raise AnswerError(Fault(code, {"value": shown(text)}))
    whole, decimals = match["whole"].replace(",", ""), match["decimals"] or ""
    if len(whole.lstrip("0")) > MAX_DIGITS:
        raise AnswerError(Fault("too_many_digits", {"limit": MAX_DIGITS}))
    if len(decimals.rstrip("0")) > MAX_DECIMALS:
        raise AnswerError(Fault("too_many_decimals", {"limit": MAX_DECIMALS}))
    return Decimal(f"{match['sign']}{whole or 0}.{decimals}")


def _no_longer_than(limit: int, text: str) -> str:
    if len(text) > limit:
        raise AnswerError(Fault("too_long", {"length": len(text), "limit": MAX_TEXT}))
    return text
