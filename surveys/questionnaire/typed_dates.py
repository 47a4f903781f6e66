"""Dates as people in Thailand type them: of either era, and told exactly what is missing."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from surveys.questionnaire.faults import AnswerError, Fault
from surveys.questionnaire.typed import shown, western_digits

BUDDHIST_FROM: Final = 2400
BUDDHIST_OFFSET: Final = 543
YEARS: Final = range(1800, 2200)
MONTHS: Final = range(1, 13)
LONGEST_MONTH: Final = 31

ISO_DATE: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
THAI_DATE: Final = re.compile(r"(?P<day>[^/.-]*)[/.-](?P<month>[^/.-]*)[/.-](?P<year>[^/.-]*)")


def typed_date(text: str) -> str | None:
    """The date typed as ISO 8601, of the Buddhist or the Christian era; None for nothing.

    AnswerError with one fault for each part that is missing or wrong.
    """
    digits = western_digits(text).strip()
    if not digits:
        return None
    match = ISO_DATE.fullmatch(digits) or THAI_DATE.fullmatch(digits)
    if match is None:
        raise AnswerError(Fault("not_date", {"value": shown(text)}))
    parts = Parts(match["day"].strip(), match["month"].strip(), match["year"].strip())
    faults = tuple(parts.faults())
    if faults:
        raise AnswerError(*faults)
    return parts.date().isoformat()


@dataclass(frozen=True, slots=True)
class Parts:
    """What was typed for day, month and year, in western digits."""

    day: str
    month: str
    year: str

    def faults(self) -> Iterator[Fault]:
        """What is missing or wrong, part by part."""
        days = self._days()
        yield from _about("day", self.day, 1 <= _number(self.day) <= days, days=days)
        yield from _about("month", self.month, _number(self.month) in MONTHS)
        yield from _about("year", self.year, self._christian() in YEARS)

    def date(self) -> date:
        """The day meant, when there are no faults."""
        return date(self._christian(), int(self.month), int(self.day))

    def _christian(self) -> int:
        """The year of the Christian era; 0 for no number."""
        year = _number(self.year)
        return year - BUDDHIST_OFFSET if year > BUDDHIST_FROM else year

    def _days(self) -> int:
        """How many days the month has; as many as any, while month or year do not say."""
        month, year = _number(self.month), self._christian()
        return monthrange(year, month)[1] if month in MONTHS and year in YEARS else LONGEST_MONTH


def _number(typed: str) -> int:
    """The number of at most four digits; 0 for anything else."""
    return int(typed) if re.fullmatch(r"\d{1,4}", typed, re.ASCII) else 0


def _about(part: str, typed: str, right: bool, **params: object) -> Iterator[Fault]:
    if not typed:
        yield Fault(f"no_{part}")
    elif not right:
        yield Fault(f"bad_{part}", {"value": shown(typed), **params})
