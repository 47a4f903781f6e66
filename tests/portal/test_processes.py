"""The commands of docker-compose.yml, run here without Docker."""

import re
import subprocess
from functools import partial
from pathlib import Path

import pytest

from portal import health
from portal.celery import app
from portal.processes import waiting_tasks
from script.demo_environment import free_port
from script.supervisor import Supervisor
from tests.processes import ROOT, SWEEP_SECONDS, process_environment, service, service_command

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
    health.verdict_on_all.forget()
    assert health.verdict_on_all.now()["worker"] == "ok"
    assert waiting_tasks() >= 0


def test_web_passes_its_own_health_check(broker: str, transactional_db: None, tmp_path: Path) -> None:
    environment = process_environment(broker) | {"BIND": f"127.0.0.1:{free_port()}"}
    web = service("web")

    with Supervisor(environment=environment, directory=ROOT, logs=tmp_path) as supervisor:
        supervisor.start("web", web["command"])
        check = partial(
            subprocess.run, web["healthcheck"]["test"][1:], cwd=ROOT, env=environment, check=False
        )
        supervisor.wait_until(lambda: check().returncode == 0, seconds=30, what="The web process")


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_a_service_runs_the_same_command_as_the_demonstration(name: str) -> None:
    assert service_command(name) == [f"script/{name}"]
