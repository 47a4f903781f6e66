"""How a review begins: with every earlier decision on what has not changed since."""

import datetime as dt
from collections.abc import Iterator

from agencies.models import User
from audit.whence import address
from surveys.models import Review, ReviewDecision, Submission, SubmissionVersion
from surveys.queries.reviews import latest_decisions_on
from surveys.queries.submitted import Submitted
from surveys.services.errors import ReviewRefused

State = Submission.State


def refuse_unless_submitted(submission: Submission) -> None:
    """Raise `ReviewRefused` with the reason why there is nothing to review, or do nothing."""
    if submission.withdrawn_at is not None:
        raise ReviewRefused("withdrawn")
    if submission.round.archived_at is not None:
        raise ReviewRefused("archived")
    if submission.state not in (State.WAITING, State.SIGNED):
        raise ReviewRefused("not_submitted")


def begin(submission: Submission, reviewer: User, now: dt.datetime) -> Review:
    """A review of what is submitted, of the locked `submission`."""
    version = submission.versions.get(pk=submission.current_version_id or 0)
    review = Review.objects.create(submission=submission, version=version, reviewer=reviewer, taken_at=now)
    ReviewDecision.objects.bulk_create(_carried(review, now))
    return review


def _carried(review: Review, now: dt.datetime) -> Iterator[ReviewDecision]:
    """What was to be corrected is looked at again in a new version, changed or not."""
    latest = latest_decisions_on(review.submission)
    versions = SubmissionVersion.objects.in_bulk({each.review.version_id for each in latest.values()})
    documents = {pk: Submitted.of(version) for pk, version in versions.items()}
    said = Submitted.of(review.version)
    for name, decision in latest.items():
        again = decision.review.version_id == review.version_id
        kept = again or decision.kind != ReviewDecision.Kind.TO_CORRECT
        if kept and said.says_the_same(documents[decision.review.version_id], name):
            yield _copy(decision, review, now)


def _copy(decision: ReviewDecision, review: Review, now: dt.datetime) -> ReviewDecision:
    """It names the decision that a person made, however often that was taken over."""
    return ReviewDecision(
        review=review,
        question=decision.question,
        number=1,
        kind=decision.kind,
        score=decision.score,
        reason=decision.reason,
        decided_by=review.reviewer,
        decided_at=now,
        carried_from_id=decision.carried_from_id or decision.pk,
        address=address(),
    )
