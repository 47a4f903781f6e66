"""The response beside that of the round before: on the same day, at its deadline, and what follows.

Days are compared by how many are left until the last day, since agencies work towards a deadline and windows
differ in length.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Agency
from reports.queries import status
from reports.queries.figures import percent_of
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The round before: `by_day` responses until the day compared, `by_deadline` until its last day.

    Responses count with the signature (or submission) that stands now; those after its deadline do not.
    """

    asked: int
    by_day: int
    by_deadline: int

    @property
    def followed(self) -> Fraction | None:
        """Of those that had not responded on that day, the share that did by the deadline; None of nobody."""
        left = self.asked - self.by_day
        return Fraction(self.by_deadline - self.by_day, left) if left else None


@dataclass(frozen=True, slots=True)
class Beside:
    """One level now and in the round before. Rates are 0-100, exact; None without a base."""

    asked: int
    responded: int
    earlier: Earlier

    @property
    def rate(self) -> Fraction | None:
        return percent_of(self.responded, self.asked)

    @property
    def rate_then(self) -> Fraction | None:
        return percent_of(self.earlier.by_day, self.earlier.asked)

    @property
    def rate_at_deadline(self) -> Fraction | None:
        return percent_of(self.earlier.by_deadline, self.earlier.asked)

    @property
    def ahead(self) -> Fraction | None:
        """Points by which the rate is above that of the same day then; negative below."""
        return None if self.rate is None or self.rate_then is None else self.rate - self.rate_then

    @property
    def forecast(self) -> Fraction | None:
        """The rate at the deadline if of those still missing as many respond as did then. At most 100."""
        if self.rate is None or self.earlier.followed is None:
            return self.rate
        return self.rate + (100 - self.rate) * self.earlier.followed


@dataclass(frozen=True, slots=True)
class Comparison:
    """`day` is the day of the round before that had `days_left` as today has; `levels` have both rounds."""

    earlier_round: Round
    day: dt.date
    days_left: int
    levels: Mapping[Audience, Beside]


def round_before(survey_round: Round) -> Round | None:
    """The last round that opened earlier and is over."""
    earlier = Round.objects.filter(opens_on__lt=survey_round.opens_on).exclude(
        state__in=[Round.State.PREPARING, Round.State.OPEN]
    )
    return earlier.select_related("questionnaire").newest_first().first()


def comparison_of(
    *,
    survey_round: Round,
    agencies: QuerySet[Agency],
    now_by_level: Mapping[Audience, tuple[int, int]],
    now: dt.datetime,
) -> Comparison | None:
    """None where there is no round before, or none of `agencies` was asked in it. Two queries.

    `now_by_level` has how many are asked and how many have responded now. After the last day, the last day
    itself is compared.
    """
    before = round_before(survey_round)
    if before is None:
        return None
    today = timezone.localdate(now)
    days_left = max((survey_round.closes_on - today).days, 0)
    day = before.closes_on - days_left * ONE_DAY
    earlier = _earlier(before, agencies, day)
    levels = {
        level: Beside(*figures, earlier[level]) for level, figures in now_by_level.items() if level in earlier
    }
    return Comparison(before, day, days_left, levels) if levels else None


def _earlier(before: Round, agencies: QuerySet[Agency], day: dt.date) -> dict[Audience, Earlier]:
    after_day = Round(closes_on=day).deadline
    rows = (
        Submission.objects.of_round(before)
        .of_agencies(agencies)
        .annotate(moment=Coalesce("signed_at", "submitted_at"))
        .values("agency__audience")
        .annotate(
            asked=Count("pk"),
            by_day=Count("pk", filter=_until(before, after_day)),
            by_deadline=Count("pk", filter=_until(before, before.deadline)),
        )
        .order_by()
    )
    return {
        Audience(row["agency__audience"]): Earlier(row["asked"], row["by_day"], row["by_deadline"])
        for row in rows
    }


def _until(before: Round, moment: dt.datetime) -> Q:
    return status.responded(before) & Q(moment__lt=min(moment, before.deadline))
