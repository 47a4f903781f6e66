"""The scores that reviewers have set instead of those that answers earn."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, Max, OuterRef, Q

from surveys.models import Review, ReviewDecision, Round

Adjustments = dict[int, dict[str, ReviewDecision]]


def adjustments_of(version_ids: Collection[int], *, decided_until: dt.datetime) -> Adjustments:
    """Submission version → question name → the decision whose `score` the question counts with.

    Those of reviews that were finished, and not taken up again, at `decided_until`. Versions without one are
    absent. For a moment that `decided_until` gave, the answer never changes, whatever is decided later.
    """
    stood = Q(review__finished_at__lte=decided_until) & (
        Q(review__reopened_at__isnull=True) | Q(review__reopened_at__gt=decided_until)
    )
    later = ReviewDecision.objects.filter(
        review=OuterRef("review"), question=OuterRef("question"), number__gt=OuterRef("number")
    )
    decisions = ReviewDecision.objects.filter(
        stood, ~Exists(later), review__version__in=version_ids, kind=ReviewDecision.Kind.ADJUSTED
    )
    found: Adjustments = {}
    for decision in decisions.select_related("review").order_by("review__version", "question"):
        found.setdefault(decision.review.version_id, {})[decision.question] = decision
    return found


def decided_until(survey_round: Round) -> dt.datetime | None:
    """The moment of the latest change to what is decided in the round: a review finished or taken up again.

    None while nothing is. A review that is being finished just now gets a later moment than this one.
    """
    moments = Review.objects.filter(submission__round=survey_round).aggregate(
        finished=Max("finished_at"), reopened=Max("reopened_at")
    )
    return max((moment for moment in moments.values() if moment is not None), default=None)
