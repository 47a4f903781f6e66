"""Reviews of submissions: who holds which, what was decided, and what waits for a reviewer."""

import datetime as dt
from enum import StrEnum
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from surveys.models import Review, ReviewDecision, Round, Submission, SubmissionQuerySet

State = Submission.State


class ReviewState(StrEnum):
    """How far the review of a submission has come.

    CHANGED is one of which an earlier version was reviewed, and this one is not yet.
    """

    TO_REVIEW = "to_review"
    CHANGED = "changed"
    HELD = "held"
    ACCEPTED = "accepted"
    ADJUSTED = "adjusted"
    SENT_BACK = "sent_back"


WAITING = (ReviewState.TO_REVIEW, ReviewState.CHANGED)
"""The states in which a reviewer may take the submission."""


def with_review_state(submissions: SubmissionQuerySet) -> QuerySet[Any, Any]:
    """Annotated with `review_state` and `reviewer_id`: who holds it, or has finished it as it stands.

    What is neither submitted, nor held, nor sent back by a reviewer has no review, and is left out.
    """
    held = Review.objects.held().filter(submission=OuterRef("pk"))
    standing = Review.objects.finished().filter(version=OuterRef("current_version"))
    earlier = Review.objects.filter(submission=OuterRef("pk"), finished_at__isnull=False)
    annotated: QuerySet[Any, Any] = submissions.annotate(
        is_held=Exists(held),
        outcome=Subquery(standing.values("outcome")[:1]),
        reviewer_id=Coalesce(
            Subquery(held.values("reviewer")[:1]), Subquery(standing.values("reviewer")[:1])
        ),
        was_reviewed=Exists(earlier.exclude(version=OuterRef("current_version"))),
    )
    concerned = Q(state__in=[State.WAITING, State.SIGNED]) | Q(is_held=True) | Q(outcome="sent_back")
    found: QuerySet[Any, Any] = annotated.filter(concerned).annotate(
        review_state=Case(
            When(is_held=True, then=Value(ReviewState.HELD.value)),
            When(outcome__isnull=False, then=F("outcome")),
            When(was_reviewed=True, then=Value(ReviewState.CHANGED.value)),
            default=Value(ReviewState.TO_REVIEW.value),
        )
    )
    return found


def in_review(survey_round: Round) -> QuerySet[Any, Any]:
    """The submissions of the round with evidence, with their `review_state`."""
    asked = Submission.objects.of_round(survey_round).filter(current_version__evidenced_count__gt=0)
    return with_review_state(asked)


def count_waiting(survey_round: Round) -> int:
    """How many submissions with evidence wait for a reviewer."""
    return in_review(survey_round).filter(review_state__in=WAITING).count()


def held_review_of(submission: Submission) -> Review | None:
    """The review of it that somebody works on."""
    return _with_people(Review.objects.held().filter(submission=submission)).first()


def finished_review_of(submission: Submission) -> Review | None:
    """The finished review of its current version, if one stands."""
    if submission.current_version_id is None:
        return None
    standing = Review.objects.finished().filter(version=submission.current_version_id)
    return _with_people(standing).first()


def reviews_of(submission: Submission) -> list[Review]:
    """All reviews that it ever had, latest first."""
    return list(_with_people(Review.objects.filter(submission=submission)).order_by("-taken_at", "-pk"))


def decisions_in(review: Review) -> dict[str, ReviewDecision]:
    """Question name → the decision that counts in the review."""
    decisions = review.decisions.select_related("decided_by", "carried_from__review__version")
    ordered = decisions.defer("carried_from__review__version__document").order_by("question", "number")
    return {each.question: each for each in ordered}


def latest_decisions_on(submission: Submission) -> dict[str, ReviewDecision]:
    """Question name → the latest decision on it in any review of the submission."""
    decisions = ReviewDecision.objects.filter(review__submission=submission).select_related("review")
    return {each.question: each for each in decisions.order_by("pk")}


def why_overtaken(review: Review, submission: Submission) -> str | None:
    """The code of why what is reviewed no longer stands: withdrawn, newer_version, returned; else None."""
    if submission.withdrawn_at is not None:
        return "withdrawn"
    if submission.current_version_id != review.version_id:
        return "newer_version"
    return None if submission.state in (State.WAITING, State.SIGNED) else "returned"


def ends_of_reviews(submission: Submission) -> frozenset[dt.datetime]:
    """The moments at which reviewers have sent it back: steps of those moments are EGA's, not a person's."""
    sent_back = Review.objects.filter(submission=submission, outcome=Review.Outcome.SENT_BACK)
    return frozenset(moment for (moment,) in sent_back.values_list("finished_at") if moment is not None)


def _with_people(reviews: QuerySet[Review, Any]) -> QuerySet[Review, Any]:
    return reviews.select_related("reviewer", "put_back_by", "version").defer("version__document")
