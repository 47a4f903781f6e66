"""Whom to call today: the agencies at risk, most urgent first, and how many there are for each reason."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from agencies.models import Agency, Membership
from reports.queries import status
from reports.queries.contacts import contacts_of
from reports.queries.filters import Filters, choose
from reports.queries.listing import Standing, standing_of, standings, with_activity
from reports.urgency import Facts, Reason, reason_of
from surveys.models import Round, Submission
from surveys.queries.access import logged_in, with_account

PER_PAGE = 25
State = Submission.State
SINCE_THE_OPENING = (Reason.NO_ACCOUNT, Reason.NEVER_LOGGED_IN, Reason.NOT_STARTED)
COLUMNS = (
    "pk",
    "state",
    "submitted_at",
    "answered_count",
    "asked_count",
    "extended_to",
    "last_activity",
    "has_account",
    "has_logged_in",
)


@dataclass(frozen=True, slots=True)
class AtRisk:
    """An agency by its submission, why it should be called, and since when that is so."""

    pk: int
    reason: Reason
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Call:
    """One row of the page: the people are those to be called, approvers first; `days` are whole ones."""

    reason: Reason
    since: dt.datetime
    days: int
    standing: Standing
    people: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class CallPage:
    """`counts` are those of all reasons under the same filters, whichever reason is looked at."""

    page: Page[AtRisk]
    rows: tuple[Call, ...]
    counts: Mapping[Reason, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def page_of_calls(
    *,
    survey_round: Round,
    agencies: QuerySet[Agency],
    filters: Filters,
    reason: str,
    number: int,
    now: dt.datetime,
) -> CallPage:
    """Page `number` (or the nearest there is); `reason` is a `Reason`, or "" for all."""
    found = at_risk(survey_round=survey_round, agencies=agencies, filters=filters, now=now)
    numbers = Counter(each.reason for each in found)
    chosen = [each for each in found if reason in ("", each.reason)]
    page = Paginator(chosen, PER_PAGE).get_page(number)
    rows = calls_of(list(page.object_list), survey_round, now)
    return CallPage(page, rows, {each: numbers[each] for each in Reason})


def at_risk(
    *, survey_round: Round, agencies: QuerySet[Agency], filters: Filters, now: dt.datetime
) -> list[AtRisk]:
    """Most urgent first, within a reason the longest first. Nobody while the round takes no answers."""
    if survey_round.state != Round.State.OPEN or now < survey_round.opens_at:
        return []
    gone = cache(partial(_gone, survey_round, now))  # there are few last days, and many agencies
    rows = _rows(survey_round, agencies, filters, now)
    found = [_at_risk(row, survey_round, gone(row["extended_to"]), now) for row in rows]
    order = list(Reason)
    return sorted((each for each in found if each), key=lambda each: (order.index(each.reason), each.since))


def _rows(
    survey_round: Round, agencies: QuerySet[Agency], filters: Filters, now: dt.datetime
) -> Iterable[dict[str, Any]]:
    asked = Submission.objects.of_round(survey_round).of_agencies(agencies)
    open_ones = asked.exclude(status.responded(survey_round))
    chosen = choose(open_ones, filters, survey_round=survey_round, now=now)
    flags = {"has_account": with_account(), "has_logged_in": logged_in(survey_round)}
    rows: Iterable[dict[str, Any]] = (
        with_activity(chosen)
        .annotate(**{name: ExpressionWrapper(q, output_field=BooleanField()) for name, q in flags.items()})
        .order_by("agency__code")
        .values(*COLUMNS)
    )
    return rows


def _gone(survey_round: Round, now: dt.datetime, extended_to: dt.date | None) -> Fraction:
    """Which share of its own time an agency with that last day has had."""
    deadline = Submission(round=survey_round, extended_to=extended_to).deadline
    return min(Fraction((now - survey_round.opens_at) / (deadline - survey_round.opens_at)), Fraction(1))


def _at_risk(row: Mapping[str, Any], survey_round: Round, gone: Fraction, now: dt.datetime) -> AtRisk | None:
    reason = reason_of(_facts(row, survey_round, gone, now))
    return AtRisk(row["pk"], reason, _since(reason, row, survey_round)) if reason else None


def _facts(row: Mapping[str, Any], survey_round: Round, gone: Fraction, now: dt.datetime) -> Facts:
    asked = row["asked_count"]
    return Facts(
        state=State(row["state"]),
        has_account=row["has_account"],
        logged_in=row["has_logged_in"],
        open_for=now - survey_round.opens_at,
        quiet=now - (row["last_activity"] or survey_round.opens_at),
        waiting=now - (row["submitted_at"] or now),
        answered=Fraction(row["answered_count"], asked) if asked else Fraction(1),
        gone=gone,
    )


def _since(reason: Reason, row: Mapping[str, Any], survey_round: Round) -> dt.datetime:
    if reason in SINCE_THE_OPENING:
        return survey_round.opens_at
    moment: dt.datetime = row["submitted_at"] if reason == Reason.WAITING else row["last_activity"]
    return moment


def calls_of(found: Sequence[AtRisk], survey_round: Round, now: dt.datetime) -> tuple[Call, ...]:
    """Whom to call at each, in this order. Two queries."""
    rows = standings(survey_round=survey_round, now=now).filter(pk__in=[each.pk for each in found])
    by_pk = {row.pk: standing_of(row) for row in rows}
    people = contacts_of(standing.submission.agency for standing in by_pk.values())
    return tuple(
        Call(
            each.reason,
            each.since,
            (now - each.since).days,
            by_pk[each.pk],
            tuple(people.get(by_pk[each.pk].submission.agency_id, ())),
        )
        for each in found
    )
