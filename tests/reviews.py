"""Reviews as rows, made without their services."""

from decimal import Decimal
from typing import Any

from agencies.models import User
from surveys.models import Review, ReviewDecision, SubmissionVersion
from tests.rounds import DURING

Kind = ReviewDecision.Kind


def make_review(version: SubmissionVersion, reviewer: User, **fields: Any) -> Review:
    return Review.objects.create(
        submission=version.submission, version=version, reviewer=reviewer, taken_at=DURING, **fields
    )


def decide(review: Review, question: str, score: str | None = None, number: int = 1) -> ReviewDecision:
    return ReviewDecision.objects.create(
        review=review,
        question=question,
        number=number,
        kind=Kind.ACCEPTED if score is None else Kind.ADJUSTED,
        score=None if score is None else Decimal(score),
        reason="" if score is None else "หลักฐานเป็นร่าง",
        decided_by=review.reviewer,
        decided_at=DURING,
    )
