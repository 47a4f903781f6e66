"""The queue of the reviewers: what waits, who holds what, and what has been reviewed."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet

from agencies.models import User
from portal.languages import active_language
from portal.thai_order import thai_order
from reports.queries.filters import Filters, choose
from scoring.engine.document import from_document
from scoring.models import Scorecard
from surveys.models import (
    Review,
    ReviewDecision,
    Round,
    Submission,
    SubmissionVersion,
)
from surveys.queries.reviews import WAITING, ReviewState, with_review_state

PER_PAGE = 50
BY_NAME = "name"
SORTS: Mapping[str, str] = {
    "submitted": "submitted_at",
    "code": "agency__code",
    "state": "review_state",
    "evidence": "current_version__evidenced_count",
}
SORT_KEYS = (*SORTS, BY_NAME)


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What somebody looks for in the queue; "" does not limit, but for `evidence`.

    `evidence` is "" for submissions with evidence, "without" or "all"; `whose` the id of a reviewer, `state`
    a `ReviewState`. `agencies` are the filters that every list of agencies has.
    """

    agencies: Filters
    evidence: str = ""
    whose: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A submission, its state, and the review that somebody works on or has finished, if there is one.

    `decided` are the decisions that count in it, by kind.
    """

    submission: Submission
    state: ReviewState
    review: Review | None
    decided: Mapping[str, int]

    @property
    def can_be_taken(self) -> bool:
        return self.state in WAITING


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue; `counts` are those of all states under the other filters."""

    page: Page[int]
    rows: tuple[QueueRow, ...]
    counts: Mapping[ReviewState, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        """How many can be taken."""
        return sum(self.counts[state] for state in WAITING)


def queue_of(
    *, survey_round: Round, filters: QueueFilters, sort: str, number: int, now: dt.datetime
) -> Queue:
    """Page `number` (or the nearest there is); `sort` is one of `SORT_KEYS`, after a minus descending."""
    found = _found(survey_round, filters, now)
    counts = Counter(dict(found.order_by().values_list("review_state").annotate(n=Count("pk"))))
    chosen = found.filter(review_state=filters.state) if filters.state else found
    page = Paginator(_sorted_ids(chosen, sort), PER_PAGE).get_page(number)
    rows = _rows(list(page.object_list))
    return Queue(page, rows, {state: counts[state.value] for state in ReviewState})


def ids_to_take(*, survey_round: Round, filters: QueueFilters, now: dt.datetime) -> list[int]:
    """What waits for a reviewer under these filters: who submitted first is reviewed first."""
    waiting = _found(survey_round, filters, now).filter(review_state__in=WAITING)
    return list(waiting.order_by("submitted_at", "pk").values_list("pk", flat=True))


def reviewers_in(survey_round: Round) -> list[User]:
    """Who has taken a submission of the round, by name."""
    found = User.objects.filter(
        pk__in=Review.objects.filter(submission__round=survey_round).values("reviewer")
    )
    return sorted(found, key=lambda user: thai_order(user.full_name))


EVIDENCE: Mapping[str, Q] = {
    "": Q(current_version__evidenced_count__gt=0),
    "without": Q(current_version__evidenced_count=0),
    "all": Q(),
}


def _found(survey_round: Round, filters: QueueFilters, now: dt.datetime) -> QuerySet[Any, Any]:
    asked = Submission.objects.of_round(survey_round).filter(EVIDENCE[filters.evidence])
    chosen = choose(asked, filters.agencies, survey_round=survey_round, now=now)
    found = with_review_state(chosen)
    return found.filter(reviewer_id=int(filters.whose)) if filters.whose else found


def _sorted_ids(chosen: QuerySet[Any, Any], sort: str) -> list[int]:
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key == BY_NAME:
        names = chosen.order_by("agency__code").values_list("pk", f"agency__name_{active_language()}")
        return [pk for pk, _name in sorted(names, key=lambda row: thai_order(row[1]), reverse=descending)]
    by = OrderBy(F(SORTS[key]), descending=descending, nulls_last=True)
    return list(chosen.order_by(by, "agency__code").values_list("pk", flat=True))


def _rows(ids: Sequence[int]) -> tuple[QueueRow, ...]:
    """In the order of the ids. Three queries."""
    found: Any = with_review_state(
        Submission.objects.filter(pk__in=ids).with_agency().select_related("current_version")
    ).defer("round__questionnaire__document", "current_version__document")
    rows = {row.pk: row for row in found}
    reviews = _reviews(ids)
    decided = _decided([review.pk for review in reviews.values()])
    return tuple(
        QueueRow(
            rows[pk],
            ReviewState(rows[pk].review_state),
            reviews.get(pk),
            decided.get(reviews[pk].pk, {}) if pk in reviews else {},
        )
        for pk in ids
    )


def _reviews(ids: Sequence[int]) -> dict[int, Review]:
    """By submission: what is held, else what has finished its current version."""
    standing = Q(
        finished_at__isnull=False, reopened_at__isnull=True, version=F("submission__current_version")
    )
    held = Q(finished_at__isnull=True, put_back_at__isnull=True)
    found = Review.objects.filter(held | standing, submission__in=ids).select_related("reviewer", "version")
    ordered = found.defer("version__document").order_by(F("finished_at").desc(nulls_last=True))
    return {review.submission_id: review for review in ordered}


def _decided(reviews: Sequence[int]) -> dict[int, dict[str, int]]:
    later = ReviewDecision.objects.filter(
        review=OuterRef("review"), question=OuterRef("question"), number__gt=OuterRef("number")
    )
    standing = ReviewDecision.objects.filter(~Exists(later), review__in=reviews)
    numbers: dict[int, dict[str, int]] = {}
    for review, kind, n in standing.order_by().values_list("review", "kind").annotate(n=Count("pk")):
        numbers.setdefault(review, {})[kind] = n
    return numbers


def scores_of(version: SubmissionVersion) -> dict[str, Fraction | None]:
    """Question name → what it scored in the live run; empty while the version is not scored."""
    card = Scorecard.objects.live().filter(version=version).only("explanation").first()
    if card is None:
        return {}
    return {node.code: node.score for node in from_document(json.loads(card.explanation)).questions()}
