"""A submission is scored exactly once, whatever happens to workers and messages."""

import datetime as dt
import os
import re
import signal

import pytest
from django.utils import timezone

from agencies.models import User
from portal.celery import app
from scoring.models import NodeScore, Scorecard
from scoring.tasks import OVERDUE_AFTER, score
from script.supervisor import Supervisor
from surveys.models import Submission
from tests.resilience.workers import (
    kill,
    log_of,
    no_score_can_be_finished,
    node,
    start,
    wait_for,
    wait_for_scorecard,
    working_on,
)
from tests.rounds import complete_and_submit

pytestmark = pytest.mark.services

SCORED_ONCE = (1, 7)
LONG_AGO = OVERDUE_AFTER + dt.timedelta(minutes=1)


def rows() -> tuple[int, int]:
    return Scorecard.objects.count(), NodeScore.objects.count()


def test_a_worker_killed_at_its_work_is_made_up_for(
    processes: Supervisor, submission: Submission, officer: User
) -> None:
    complete_and_submit(submission, officer, timezone.now() - LONG_AGO)

    with no_score_can_be_finished():
        start(processes, "worker")
        wait_for(lambda: working_on("scoring.score"), what="The work")
        kill(processes, "worker")
    assert rows() == (0, 0)

    start(processes, "worker", "beat")
    wait_for_scorecard()
    assert rows() == SCORED_ONCE


def test_a_killed_child_of_a_worker_leaves_its_message_to_the_next(
    processes: Supervisor, submission: Submission, officer: User
) -> None:
    complete_and_submit(submission, officer, timezone.now())

    with no_score_can_be_finished():
        start(processes, "worker")
        (child,) = wait_for(lambda: working_on("scoring.score"), what="The work")
        os.kill(child, signal.SIGKILL)
        wait_for(lambda: working_on("scoring.score") not in ([], [child]), what="The second try")

    wait_for_scorecard()
    assert rows() == SCORED_ONCE


def test_a_lost_message_is_made_up_for(processes: Supervisor, submission: Submission, officer: User) -> None:
    complete_and_submit(submission, officer, timezone.now() - LONG_AGO)
    assert app.control.purge() == 1

    start(processes, "worker", "beat")
    wait_for_scorecard()
    assert rows() == SCORED_ONCE


def test_two_workers_with_the_same_task_at_once_score_once(
    processes: Supervisor, submission: Submission, officer: User
) -> None:
    version = complete_and_submit(submission, officer, timezone.now())
    processes.environment = {**processes.environment, "WORKER_CONCURRENCY": "1"}

    with no_score_can_be_finished():
        start(processes, "worker")
        wait_for(lambda: working_on("scoring.score"), what="The first try")
        app.control.cancel_consumer("portal", reply=True, destination=[node("worker")])
        start(processes, "worker-2")
        score.delay(version_id=version.pk)
        wait_for(lambda: len(working_on("scoring.score")) == 2, what="Work of both")

    succeeded = re.compile(r"Task scoring\.score\[[^]]+\] succeeded")
    wait_for(
        lambda: len(succeeded.findall(log_of(processes, ["worker", "worker-2"]))) == 2, what="The end of both"
    )
    assert rows() == SCORED_ONCE
