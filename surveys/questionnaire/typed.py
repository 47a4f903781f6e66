"""Numbers, dates and texts as people in Thailand type them."""

import re
import unicodedata
from datetime import date
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

BUDDHIST_FROM: Final = 2400
BUDDHIST_OFFSET: Final = 543
YEARS: Final = range(1800, 2200)

NUMBER: Final = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<decimals>\d+))?")
ISO_DATE: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
THAI_DATE: Final = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")


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


def typed_date(text: str) -> str | None:
    """The date typed as ISO 8601, of the Buddhist or the Christian era; None for nothing."""
    digits = _western_digits(text).strip()
    if not digits:
        return None
    match = ISO_DATE.fullmatch(digits) or THAI_DATE.fullmatch(digits)
    try:
        if match is None:
            raise ValueError
        return _christian(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError as error:
        raise AnswerError(Fault("not_date", {"value": shown(text)})) from error


def typed_text(text: str) -> str | None:
    """The text typed, composed (NFC), without control characters and blanks around; None for nothing."""
    kept = composed(_no_longer_than(MAX_READ, cleaned(text))).strip()
    return _no_longer_than(MAX_TEXT, kept) or None


def shown(text: str) -> str:
    """As much of what was typed as a message repeats."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _number(text: str, code: str) -> Decimal | None:
    digits = _western_digits(text).replace("\N{MINUS SIGN}", "-").strip().removesuffix("%").rstrip()
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


def _western_digits(text: str) -> str:
    """Thai and other digits as 0-9."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text
    )


def _christian(year: int, month: int, day: int) -> date:
    """ValueError when there is no such day within living memory or plans."""
    year -= BUDDHIST_OFFSET if year > BUDDHIST_FROM else 0
    if year not in YEARS:
        raise ValueError(year)
    return date(year, month, day)


def _no_longer_than(limit: int, text: str) -> str:
    if len(text) > limit:
        raise AnswerError(Fault("too_long", {"length": len(text), "limit": MAX_TEXT}))
    return text
