"""The agencies asked in a round, one by one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    OrderBy,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, NullIf

from agencies.models import Agency
from portal.languages import active_language
from portal.paging import from_one
from portal.thai_order import thai_order
from reports.queries import status
from reports.queries.filters import Filters, choose
from surveys.models import Round, Submission, SubmissionEvent, SubmissionQuerySet

PER_PAGE = 50
Kind = SubmissionEvent.Kind
OF_EGA = (Kind.EXTENDED, Kind.ASKED, Kind.WITHDRAWN)
"""Steps that are no activity of the agency."""

STEPS = Case(*(When(state=state, then=Value(at)) for at, state in enumerate(Submission.State)))
"""The states in the order in which a submission passes them, for sorting."""

SORTS: Mapping[str, Any] = {
    "code": F("agency__code"),
    "state": STEPS,
    "progress": Cast("answered_count", FloatField()) / NullIf("asked_count", Value(0)),
    "activity": F("last_activity"),
    "last_day": Coalesce("extended_to", "round__closes_on"),
}
BY_NAME = "name"
SORT_KEYS = ("code", BY_NAME, "state", "progress", "activity", "last_day")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one agency stands.

    `last_activity` is its latest save, submission, signature or return; what EGA decides is none of these.
    `in_time` says that what stands was submitted for the first time before the round's own deadline.
    """

    submission: Submission
    last_activity: dt.datetime | None
    responded: bool
    in_time: bool
    overdue: bool

    @property
    def on_time(self) -> bool:
        return self.responded and self.in_time

    @property
    def late(self) -> bool:
        return self.responded and not self.in_time

    @property
    def unsigned(self) -> bool:
        """Submitted, and waiting for the signature without which it is no response."""
        return self.submission.state == Submission.State.WAITING and not self.responded

    @property
    def last_day(self) -> dt.date:
        """The agency's own, more time included."""
        closes_on = self.submission.round.closes_on
        return max(closes_on, self.submission.extended_to or closes_on)


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One page of a list: `page` knows its number and its neighbours, `rows` are what stands on it."""

    page: Page[int]
    rows: tuple[Standing, ...]


def page_of_agencies(
    *,
    survey_round: Round,
    agencies: QuerySet[Agency],
    filters: Filters,
    sort: str,
    number: str,
    now: dt.datetime,
) -> AgencyPage:
    """Page `number` (or the nearest there is; the first, if it is no number) of those that are chosen.

    `sort` is one of `SORT_KEYS`, after a minus for the other direction; agencies of equal rank stand by code.
    """
    asked = Submission.objects.of_round(survey_round).of_agencies(agencies)
    chosen = choose(asked, filters, survey_round=survey_round, now=now)
    page = Paginator(_sorted_ids(chosen, sort), PER_PAGE).get_page(from_one(number))
    rows = standings_of(list(page.object_list), survey_round=survey_round, now=now)
    return AgencyPage(page, rows)


def standings_of(ids: Sequence[int], *, survey_round: Round, now: dt.datetime) -> tuple[Standing, ...]:
    """Where these submissions stand, in this order. One query."""
    rows = standings(survey_round=survey_round, now=now)
    found = {row.pk: standing_of(row) for row in rows.filter(pk__in=ids)}
    return tuple(found[pk] for pk in ids)


def standings(*, survey_round: Round, now: dt.datetime, with_withdrawn: bool = False) -> SubmissionQuerySet:
    """The submissions of the round with what `standing_of` needs."""
    submissions = Submission.everything if with_withdrawn else Submission.objects
    conditions = {
        "has_responded": status.responded(survey_round),
        "is_in_time": status.submitted_in_time(survey_round),
        "is_overdue": status.overdue(survey_round, now),
    }
    flags = {name: ExpressionWrapper(q, output_field=BooleanField()) for name, q in conditions.items()}
    return with_activity(submissions.of_round(survey_round).with_agency()).annotate(**flags)


def standing_of(row: Any) -> Standing:
    """The value object of a row of `standings`."""
    return Standing(row, row.last_activity, row.has_responded, row.is_in_time, row.is_overdue)


def with_activity(submissions: SubmissionQuerySet) -> SubmissionQuerySet:
    """With `last_activity`. The journal keeps what the row forgets: a return empties `signed_at`."""
    journal = SubmissionEvent.objects.filter(submission=OuterRef("pk")).exclude(kind__in=OF_EGA)
    latest = Subquery(journal.order_by("-at").values("at")[:1])
    moments = [latest, F("last_saved_at"), F("submitted_at"), F("signed_at")]
    return submissions.annotate(
        last_activity=Greatest("started_at", *(Coalesce(moment, "started_at") for moment in moments))
    )


def _sorted_ids(chosen: SubmissionQuerySet, sort: str) -> list[int]:
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key == BY_NAME:
        return _by_name(chosen, descending)
    by = OrderBy(SORTS[key], descending=descending, nulls_last=True)
    return list(with_activity(chosen).order_by(by, "agency__code").values_list("pk", flat=True))


def _by_name(chosen: SubmissionQuerySet, descending: bool) -> list[int]:
    names = chosen.order_by("agency__code").values_list("pk", f"agency__name_{active_language()}")
    return [pk for pk, _name in sorted(names, key=lambda row: thai_order(row[1]), reverse=descending)]
