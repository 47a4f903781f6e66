"""Scoring in the background. The rows are the truth; messages only say where to look."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from scoring.queries import unscored_versions
from scoring.services import score_version

OVERDUE_AFTER = dt.timedelta(seconds=30)
SWEEP_AT_MOST = 500


@shared_task(name="scoring.score")
def score(*, version_id: int) -> None:
    """Score one submission version."""
    score_version(version_id=version_id, now=timezone.now())


@shared_task(name="scoring.sweep")
def sweep() -> None:
    """Queue again whatever was submitted and never scored: its message was lost, or its worker died."""
    before = timezone.now() - OVERDUE_AFTER
    for version_id in unscored_versions(submitted_before=before, at_most=SWEEP_AT_MOST):
        score.delay(version_id=version_id)
