"""The journal as one query over four tables; what a row says in words is looked up by its page."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from agencies.models import Agency, User
from audit.actions import Action
from audit.models import AuditEntry
from reports.journal.filters import JournalFilters, Source
from reports.journal.questions import questions_named
from surveys.models import AnswerRevision, ReviewDecision, SubmissionEvent

ABOUT_AGENCIES = ("agency", "review")
"""The kinds of decisions that are written down under the code of an agency."""

OF_EVIDENCE = (Action.EVIDENCE_ATTACHED, Action.EVIDENCE_TAKEN_BACK)


class Row(NamedTuple):
    """Where one line of the journal is kept: the `pk` in the table of `source`."""

    at: dt.datetime
    pk: int
    source: str


def rows(filters: JournalFilters) -> QuerySet[Any, Any]:
    """All lines that the filters let through, latest first, as tuples in the order of `Row`.

    Of the same moment, the first answer stands above the step that it is: the start.
    """
    chosen = [find(filters) for source, find in TABLES.items() if filters.source in ("", source)]
    first, *others = chosen
    united = first.union(*others, all=True) if others else first
    return united.order_by("-moment", "source", "-pk")


def _as_rows(found: QuerySet[Any], source: Source, moment: str, filters: JournalFilters) -> QuerySet[Any]:
    chosen: QuerySet[Any, Any] = (
        found.filter(**_days(filters, moment))
        .annotate(moment=F(moment), source=Value(source.value, output_field=CharField()))
        .order_by()
        .values_list("moment", "pk", "source")
    )
    return chosen


def _days(filters: JournalFilters, moment: str) -> dict[str, dt.datetime]:
    limits = {}
    if filters.since:
        limits[f"{moment}__gte"] = _midnight(filters.since)
    if filters.until:
        limits[f"{moment}__lt"] = _midnight(filters.until + dt.timedelta(days=1))
    return limits


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _decisions(filters: JournalFilters) -> QuerySet[Any]:
    return _entries(AuditEntry.objects.exclude(action__in=OF_EVIDENCE), Source.DECISION, filters)


def _evidence(filters: JournalFilters) -> QuerySet[Any]:
    return _entries(AuditEntry.objects.filter(action__in=OF_EVIDENCE), Source.EVIDENCE, filters)


def _entries(found: QuerySet[AuditEntry], source: Source, filters: JournalFilters) -> QuerySet[Any]:
    if filters.action:
        found = found.filter(action=filters.action)
    if filters.address:
        found = found.filter(address__startswith=filters.address)
    if filters.round:
        found = found.filter(round_code=filters.round)
    if filters.agency:
        found = found.filter(kind__in=ABOUT_AGENCIES, code__in=_agencies(filters.agency).values("code"))
    if filters.person:
        found = found.filter(_by_or_to(filters.person))
    if filters.q:
        found = found.filter(Q(note__icontains=filters.q) | Q(code__icontains=filters.q))
    return _as_rows(found, source, "at", filters)


def _steps(filters: JournalFilters) -> QuerySet[Any]:
    found = SubmissionEvent.objects.filter(*_submission(filters))
    if filters.action:
        found = found.filter(kind=filters.action)
    if filters.person:
        found = found.filter(actor__in=_people(filters.person))
    if filters.q:
        found = found.filter(note__icontains=filters.q)
    return _as_rows(found, Source.STEP, "at", filters)


def _reviews(filters: JournalFilters) -> QuerySet[Any]:
    found = ReviewDecision.objects.filter(*_submission(filters, "review__submission"))
    if filters.action:
        found = found.none()
    if filters.person:
        found = found.filter(decided_by__in=_people(filters.person))
    if filters.q:
        found = found.filter(Q(question__icontains=filters.q) | Q(reason__icontains=filters.q))
    return _as_rows(found, Source.REVIEW, "decided_at", filters)


def _answers(filters: JournalFilters) -> QuerySet[Any]:
    found = AnswerRevision.objects.filter(*_submission(filters))
    if filters.action:
        found = found.none()
    if filters.person:
        found = found.filter(saved_by__in=_people(filters.person))
    if filters.q:
        found = found.filter(Q(question__icontains=filters.q) | Q(question__in=questions_named(filters.q)))
    return _as_rows(found, Source.ANSWER, "saved_at", filters)


TABLES: Mapping[Source, Callable[[JournalFilters], QuerySet[Any]]] = {
    Source.DECISION: _decisions,
    Source.STEP: _steps,
    Source.EVIDENCE: _evidence,
    Source.REVIEW: _reviews,
    Source.ANSWER: _answers,
}


def _submission(filters: JournalFilters, way: str = "submission") -> list[Q]:
    conditions = []
    if filters.round:
        conditions.append(Q(**{f"{way}__round__code": filters.round}))
    if filters.agency:
        conditions.append(Q(**{f"{way}__agency__in": _agencies(filters.agency)}))
    if filters.address:
        conditions.append(Q(address__startswith=filters.address))
    return conditions


def _agencies(text: str) -> QuerySet[Agency]:
    return Agency.objects.filter(
        Q(code__iexact=text) | Q(name_th__icontains=text) | Q(name_en__icontains=text)
    )


def _by_or_to(text: str) -> Q:
    """What these people did, and what was done to their accounts."""
    people = _people(text)
    accounts = people.annotate(number=Cast("pk", CharField())).values("number")
    return Q(actor__in=people) | Q(kind="person", code__in=accounts)


def _people(text: str) -> QuerySet[User]:
    return User.objects.filter(Q(email__icontains=text) | Q(full_name__icontains=text))
