"""What is known of scores, and what is still to be scored."""

import datetime as dt

from django.db.models import Exists, OuterRef

from scoring.models import Scorecard, ScoringFailure
from surveys.models import Submission, SubmissionVersion


def scorecard_of(submission: Submission) -> Scorecard | None:
    """The score of the submission's latest version in the live run; None while it waits for a worker."""
    return (
        Scorecard.objects.live()
        .filter(version_id=submission.current_version_id)
        .select_related("run", "version")
        .prefetch_related("node_scores")
        .first()
    )


def shown_scorecard_of(submission: Submission) -> Scorecard | None:
    """The same, if EGA lets agencies see their scores."""
    return scorecard_of(submission) if submission.round.scores_shown_at else None


def unscored_versions(*, now: dt.datetime, submitted_before: dt.datetime, at_most: int) -> list[int]:
    """Ids of the latest versions that have no scorecard in their round's live run, oldest first.

    One that failed is left alone until its time comes, so that it cannot starve the others.
    """
    resting = ScoringFailure.objects.filter(version=OuterRef("pk"), retry_at__gt=now)
    scored = Scorecard.objects.live().filter(version=OuterRef("pk"))
    latest = Submission.objects.filter(current_version=OuterRef("pk"))
    return list(
        SubmissionVersion.objects.filter(
            ~Exists(scored), ~Exists(resting), Exists(latest), submitted_at__lt=submitted_before
        )
        .order_by("submitted_at", "pk")
        .values_list("pk", flat=True)[:at_most]
    )
