"""Responses day by day."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Case, Count, QuerySet, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from agencies.models import Agency
from reports.queries import status
from surveys.models import Round, Submission, SubmissionQuerySet

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One day in Asia/Bangkok: responses of that day, and of all days up to and including it."""

    date: dt.date
    responses: int
    cumulative: int


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a round: its window, and every day of it up to today.

    An agency counts on the day of the signature (or submission, where none is needed) that stands now;
    one whose answers were returned counts again once it has responded again. The last `cumulative` is
    therefore the number that has responded. A response outside the window lengthens the course.
    """

    asked: int
    opens_on: dt.date
    closes_on: dt.date
    days: tuple[Day, ...]

    @property
    def responded(self) -> int:
        return self.days[-1].cumulative if self.days else 0


def course_of(*, survey_round: Round, agencies: QuerySet[Agency], now: dt.datetime) -> Course:
    """The course so far; no days before the round opens."""
    by_day = _by_day(Submission.objects.of_round(survey_round).of_agencies(agencies), survey_round)
    asked, _not_responded = sum(by_day.values()), by_day.pop(None, 0)
    responses = {day: number for day, number in by_day.items() if day}
    return Course(
        asked=asked,
        opens_on=survey_round.opens_on,
        closes_on=survey_round.closes_on,
        days=tuple(_days(responses, survey_round, timezone.localdate(now))),
    )


def _by_day(asked: SubmissionQuerySet, survey_round: Round) -> dict[dt.date | None, int]:
    """How many responded on each day; under None, how many have not. One query."""
    day = TruncDate(Coalesce("signed_at", "submitted_at"))
    rows = asked.values(day=Case(When(status.responded(survey_round), then=day))).annotate(number=Count("pk"))
    return {row["day"]: row["number"] for row in rows.order_by()}


def _days(by_day: dict[dt.date, int], survey_round: Round, today: dt.date) -> Iterator[Day]:
    first = min([survey_round.opens_on, *by_day])
    last = max([min(today, survey_round.closes_on), *by_day])
    dates = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    counts = [by_day.get(date, 0) for date in dates]
    for date, count, cumulative in zip(dates, counts, accumulate(counts), strict=True):
        yield Day(date, count, cumulative)
