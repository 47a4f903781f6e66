"""How dates and numbers are written: Buddhist era in Thai, Christian era in English, rounding half-up.

Rounding happens here and nowhere else, so that a page, a workbook and a printed report show the same figure.
"""

import datetime as dt
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils import timezone

Number = int | float | Decimal | Fraction

NOTHING = "–"
BUDDHIST_ERA_OFFSET = 543
THAI_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def half_up(value: Number, places: int = 1) -> Decimal:
    """`value` with `places` decimals; a half goes away from zero. Fractions are rounded exactly."""
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Decimal(whole if value >= 0 else -whole).scaleb(-places)
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def format_score(value: Number | None) -> str:
    """A score or mean with one decimal, or a dash where there is none."""
    return NOTHING if value is None else f"{half_up(value):,}"


def format_percent(value: Number | None) -> str:
    """`value` is 0-100, not 0-1."""
    return NOTHING if value is None else f"{half_up(value):,}\u00a0%"


def format_count(value: int | None) -> str:
    return NOTHING if value is None else f"{value:,}"


def format_number(value: Number | None, places: int = 2) -> str:
    """A number that was given or reckoned: whole as it is, any other with at most `places` decimals."""
    if value is None:
        return NOTHING
    rounded = half_up(value, places)
    return f"{rounded:,}".rstrip("0").rstrip(".") if places and rounded % 1 else f"{rounded:,.0f}"


def format_file_size(size: int) -> str:
    """`size` bytes as "21.3 MB" or "40 KB", rounded up, so that what is over a limit never looks like it."""
    unit, word = (1024 * 1024, "MB") if size >= 1024 * 1024 else (1024, "KB")
    rounded = (Decimal(size) / unit).quantize(Decimal("0.1"), rounding=ROUND_CEILING)
    return f"{rounded:,}".removesuffix(".0") + f"\u00a0{word}"


def format_date(value: dt.date | None, language: str) -> str:
    """The day, in Bangkok where `value` is a moment."""
    if value is None:
        return NOTHING
    day = _in_bangkok(value)
    if language == "th":
        return f"{day.day} {THAI_MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA_OFFSET}"
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def format_time(value: dt.datetime | dt.time | None, language: str) -> str:
    if value is None:
        return NOTHING
    clock = _in_bangkok(value) if isinstance(value, dt.datetime) else value
    return f"{clock:%H:%M}\u00a0น." if language == "th" else f"{clock:%H:%M}"


def format_datetime(value: dt.datetime | None, language: str) -> str:
    if value is None:
        return NOTHING
    separator = " " if language == "th" else ", "
    return format_date(value, language) + separator + format_time(value, language)


def _in_bangkok(value: dt.date) -> dt.date:
    return timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
