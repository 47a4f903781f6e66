"""The broker out of reach for a while: nobody who works on a page notices, and the work is done later."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from scoring.models import Scorecard
from scoring.tasks import OVERDUE_AFTER
from script.broker import broker_command
from script.demo_environment import free_port
from script.supervisor import Supervisor
from surveys.models import Submission, SubmissionVersion
from tests.processes import ROOT, answers, process_environment, use_broker
from tests.resilience.workers import kill, start, wait_for, wait_for_scorecard
from tests.rounds import COMPLETE, CONFIRMED, answer

pytestmark = pytest.mark.services

BEARABLE = 4  # seconds that somebody waits without a thought
RECOVERY = 60  # seconds


class Broker:
    """A broker that can be taken away and comes back with what it had."""

    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self.directory = directory
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def come(self, processes: Supervisor) -> None:
        processes.start("broker", broker_command(port=self.port, directory=self.directory))
        wait_for(lambda: answers(self.url), what="The broker's start")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    own = Broker(tmp_path)
    use_broker(own.url)
    yield own
    use_broker(settings.CELERY_BROKER_URL)


@pytest.fixture
def processes(broker: Broker, transactional_db: None, tmp_path: Path) -> Iterator[Supervisor]:
    environment = process_environment(broker.url)
    with Supervisor(environment=environment, directory=ROOT, logs=tmp_path / "log") as supervisor:
        broker.come(supervisor)
        start(supervisor, "worker", "beat")
        yield supervisor


def test_submitting_neither_fails_nor_hangs_and_is_scored_when_the_broker_is_back(
    broker: Broker, processes: Supervisor, submission: Submission, officer: User, client: Client
) -> None:
    answer(submission, officer, timezone.now(), **COMPLETE)
    client.force_login(officer)
    codes = [submission.round.code, submission.agency.code]
    kill(processes, "broker")

    began = time.monotonic()
    response = client.post(reverse("surveys:submit", args=codes), CONFIRMED)
    assert time.monotonic() - began < BEARABLE
    assert response.status_code == 302
    submission.refresh_from_db()
    assert submission.state == Submission.State.WAITING
    assert client.get(reverse("surveys:receipt", args=codes)).status_code == 200

    SubmissionVersion.objects.update(submitted_at=timezone.now() - OVERDUE_AFTER)
    broker.come(processes)
    wait_for_scorecard(RECOVERY)
    assert Scorecard.objects.count() == 1
    processes.check()
