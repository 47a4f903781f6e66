"""A workbook with a real broker, a worker and the beat."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from agencies.models import Agency, User
from reports.models import WorkbookExport
from reports.services.claims import SILENT_AFTER
from reports.services.requesting import request_export
from script.supervisor import Supervisor
from surveys.models import Round
from tests.reports.making import sign, submission_of

pytestmark = pytest.mark.services

State = WorkbookExport.State
A_MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def answered(worker_processes: Supervisor, survey_round: Round, agency_a: Agency, officer: User) -> Round:
    sign(submission_of(survey_round, agency_a), officer)
    return survey_round


def wait_for(export: WorkbookExport, processes: Supervisor) -> WorkbookExport:
    exports = WorkbookExport.objects.filter(pk=export.pk)
    processes.wait_until(exports.filter(state=State.DONE).exists, seconds=60, what="The workbook")
    return exports.get()


def test_it_works(worker_processes: Supervisor, answered: Round, manager: User):
    asked = request_export(survey_round=answered, user=manager, language="th", now=timezone.now())
    done = wait_for(asked, worker_processes)
    assert (done.attempts, done.rows_done, done.rows_total) == (1, 5, 5)
    with done.file.open() as file:
        assert file.read(2) == b"PK"


@pytest.mark.parametrize(
    "left, attempts",
    [
        ({"state": State.QUEUED, "attempts": 0}, 1),
        ({"state": State.RUNNING, "attempts": 1, "rows_total": 5, "rows_done": 3}, 2),
    ],
    ids=["its message was lost", "its worker was killed"],
)
def test_what_was_left_behind_is_built(
    worker_processes: Supervisor, answered: Round, manager: User, left: dict[str, Any], attempts: int
):
    long_ago = timezone.now() - SILENT_AFTER - A_MINUTE
    asked = {"requested_by": manager, "language": "th", "requested_at": long_ago, "touched_at": long_ago}
    export = WorkbookExport.objects.create(round=answered, **asked, **left)
    assert wait_for(export, worker_processes).attempts == attempts
