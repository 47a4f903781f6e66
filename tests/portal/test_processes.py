"""The commands of docker-compose.yml, run here without Docker."""

import time

import pytest

from portal.celery import app
from script.supervisor import Supervisor
from tests.processes import SWEEP_SECONDS, service_command

pytestmark = pytest.mark.services


def test_worker_and_beat_sweep(worker_processes: Supervisor) -> None:
    log = worker_processes.log_of("worker")
    end = time.monotonic() + 10 * SWEEP_SECONDS

    while not all(f"Task {task}[" in log.read_text() for task in ("scoring.sweep", "reports.sweep_exports")):
        worker_processes.check()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)

    (answer,) = app.control.ping(timeout=1)
    assert list(answer.values()) == [{"ok": "pong"}]


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_a_service_runs_the_same_command_as_the_demonstration(service: str) -> None:
    assert service_command(service) == [f"script/{service}"]
