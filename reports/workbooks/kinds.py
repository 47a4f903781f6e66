"""The kinds of cells: how a value becomes one, and how it is shown."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from django.utils import timezone

from reports.workbooks.text import clean

FIRST_DATE: Final = dt.date(1900, 3, 1)
"""Before this day Excel has no dates, or wrong ones; such a date stays text."""

DIGITS: Final = 15
"""What Excel keeps of a number; a longer one stays text, so that nothing of it is lost."""

PLACES: Final = Decimal("1e-12")

Cell = str | int | Decimal | dt.date


class Kind(StrEnum):
    """What a cell holds. SCORE is 0-100, unrounded; PERCENT takes 0-100 and is a real percentage in Excel."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    COUNT = "count"
    NUMBER = "number"
    SCORE = "score"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"


def cell_of(kind: Kind, value: Any) -> Cell:
    """`value` (not None) as a cell of `kind`."""
    return CONVERTERS[kind](value)


def number(value: int | str | Decimal) -> Cell:
    exact = Decimal(value)
    return exact if len(exact.normalize().as_tuple().digits) <= DIGITS else str(value)


def score(value: Decimal | Fraction) -> Decimal:
    return decimal_of(value).quantize(PLACES)


def percent(value: Decimal | Fraction) -> Decimal:
    return (decimal_of(value) / 100).quantize(PLACES)


def decimal_of(value: Decimal | Fraction) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value


def date(value: dt.date | str) -> Cell:
    day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return day if day >= FIRST_DATE else day.isoformat()


def moment(value: dt.datetime) -> dt.datetime:
    """The time on the clocks of Bangkok: Excel knows no time zones."""
    return timezone.make_naive(value).replace(microsecond=0)


CONVERTERS: Mapping[Kind, Callable[[Any], Cell]] = {
    Kind.TEXT: lambda value: clean(str(value)),
    Kind.LONG_TEXT: lambda value: clean(str(value)),
    Kind.COUNT: int,
    Kind.NUMBER: number,
    Kind.SCORE: score,
    Kind.PERCENT: percent,
    Kind.DATE: date,
    Kind.MOMENT: moment,
}
