"""Scoring while nothing goes wrong."""

import pytest
from django.utils import timezone

from agencies.models import User
from scoring.models import NodeScore, Scorecard
from scoring.tasks import OVERDUE_AFTER
from script.supervisor import Supervisor
from surveys.models import Submission
from tests.resilience.workers import wait_for_scorecard
from tests.rounds import complete_and_submit

pytestmark = pytest.mark.services


def test_a_worker_scores_within_seconds(
    worker_processes: Supervisor, submission: Submission, officer: User
) -> None:
    complete_and_submit(submission, officer, timezone.now())

    # Far sooner than the sweep looks at it: the message alone did this.
    wait_for_scorecard(seconds=OVERDUE_AFTER.total_seconds() / 3)
    assert (Scorecard.objects.count(), NodeScore.objects.count()) == (1, 7)
