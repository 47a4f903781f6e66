"""The commands of docker-compose.yml, run here without Docker."""

import re

import pytest

from portal.celery import app
from script.supervisor import Supervisor
from tests.processes import SWEEP_SECONDS, service_command

pytestmark = pytest.mark.services

SUCCEEDED = re.compile(r"Task ([a-z._]+)\[[^]]+\] succeeded")


def test_worker_and_beat_sweep(worker_processes: Supervisor) -> None:
    log = worker_processes.log_of("worker")

    worker_processes.wait_until(
        lambda: {"scoring.sweep", "reports.sweep_exports"} <= {*SUCCEEDED.findall(log.read_text())},
        seconds=10 * SWEEP_SECONDS,
        what="One of the sweeps",
    )

    answers = app.control.ping(timeout=1) or []
    assert [said for answer in answers for said in answer.values()] == [{"ok": "pong"}]


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_a_service_runs_the_same_command_as_the_demonstration(service: str) -> None:
    assert service_command(service) == [f"script/{service}"]
