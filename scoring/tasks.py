"""Scoring in the background. The rows are the truth; messages only say where to look."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from scoring.queries import unscored_versions
from scoring.services import note_failure, score_version

OVERDUE_AFTER = dt.timedelta(seconds=30)
SWEEP_AT_MOST = 500


@shared_task(name="scoring.score")
def score(*, version_id: int) -> None:
    """Score one submission version; if that fails, say so and let the sweep try again later."""
    try:
        score_version(version_id=version_id, now=timezone.now())
    except (ValueError, ArithmeticError, LookupError) as error:
        note_failure(version_id=version_id, reason=repr(error), now=timezone.now())
        raise


@shared_task(name="scoring.sweep")
def sweep() -> None:
    """Queue again whatever was submitted and never scored: its message was lost, or its worker died."""
    now = timezone.now()
    for version_id in unscored_versions(now=now, submitted_before=now - OVERDUE_AFTER, at_most=SWEEP_AT_MOST):
        score.delay(version_id=version_id)
