"""The benchmark measures what it says: every part of it, on a small round and a few times only."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from agencies.models import Agency, Ministry
from bench.effort import Effort
from bench.measuring import HEALTH
from bench.program import run
from bench.timing import Timing
from reports.models import WorkbookExport
from scoring.models import Scorecard
from script.supervisor import Supervisor
from surveys.models import AnswerRevision, QuestionnaireVersion, Round
from surveys.services.rounds import add_agencies, open_round
from surveys.services.submitting import sign
from tests.people import make_department, make_user
from tests.rounds import complete_and_submit, make_round

TINY = Effort(health=3, saves=4, saves_each=3, clients=2, pages=4, lists=2, submissions=1)
CAST = 2 + TINY.clients + TINY.submissions
SIGNED, FREE = 1, 2
AGENCIES = CAST + SIGNED + FREE


@pytest.mark.parametrize(
    "percent, milliseconds", [(0, 1000), (50, 2000), (75, 3000), (76, 4000), (95, 4000), (100, 4000)]
)
def test_a_percentile_is_one_of_the_times(percent: int, milliseconds: float) -> None:
    timing = Timing("", each=[4.0, 1.0, 3.0, 2.0], elapsed=5.0)

    assert (timing.percentile(percent), timing.per_second) == (milliseconds, 0.8)


@pytest.fixture
def departments(ministry: Ministry) -> list[Agency]:
    return [make_department(f"D11{number:02}", ministry) for number in range(1, AGENCIES + 1)]


@pytest.fixture
def survey_round(small_questionnaire: QuestionnaireVersion, departments: list[Agency]) -> Round:
    today = timezone.localdate()
    opened = make_round(small_questionnaire, opens_on=today, closes_on=today + dt.timedelta(days=1))
    add_agencies(survey_round=opened, agencies=departments)
    open_round(survey_round=opened, user=None, now=timezone.now())
    return opened


def sign_first(survey_round: Round) -> None:
    """The first agency responds; a worker scores it."""
    submission = survey_round.submissions.with_agency().get(agency__code="D1101")
    user, now = make_user("first"), timezone.now()
    version = complete_and_submit(submission, user, now)
    sign(submission=submission, sha256=version.sha256, user=user, now=now)


@pytest.mark.services
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a worker is read on Linux")
def test_everything_is_measured(
    worker_processes: Supervisor, live_server: LiveServer, survey_round: Round
) -> None:
    host = live_server.url.removeprefix("http://")

    sign_first(survey_round)

    report = run(host=host, worker=worker_processes.processes["worker"].pid, effort=TINY)

    figures = json.loads(json.dumps(report.as_json()))
    assert [(line["name"], line["clients"], line["times"]) for line in figures["timings"]] == [
        (HEALTH, 1, 3),
        ("one answer saved", 1, 4),
        ("one answer saved", 2, 6),
        ("dimension page", 1, 4),
        ("overview", 1, 4),
        ("review", 1, 4),
        ("dashboard", 1, 2),
        ("list of agencies", 1, 2),
        ("results", 1, 2),
        ("results by question", 1, 2),
        ("explanation, first time", 1, 2),
        ("explanation, again", 1, 2),
        ("submit, until scored", 1, 1),
    ]
    # The first has signed; then come the one that reads, those that save, and the one that submits.
    saved = AnswerRevision.objects.exclude(submission__agency__code__in=["D1101", "D1102", "D1106"])
    assert saved.count() == TINY.saves + TINY.clients * TINY.saves_each
    assert Scorecard.objects.count() == SIGNED + FREE + TINY.submissions
    assert WorkbookExport.objects.get().state == WorkbookExport.State.DONE
    assert (figures["agencies"], figures["responded"]) == (AGENCIES, SIGNED + FREE)
    assert figures["workbook"]["memory_peak"] >= figures["workbook"]["memory_before"]
    assert f"openpyxl alone {figures['workbook']['plain_seconds']:.1f} s" in report.as_text()
