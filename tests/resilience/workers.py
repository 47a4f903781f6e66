"""Workers that tests start, watch at work, hold and kill."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction

from portal.celery import app
from scoring.models import NodeScore, Scorecard
from script.supervisor import Supervisor
from tests.processes import service

T = TypeVar("T")
START_SECONDS = 60
QUEUE_SECONDS = 30


def start(processes: Supervisor, *names: str) -> None:
    """Start services of docker-compose.yml, "worker-2" as a second worker; return when workers listen."""
    for name in names:
        processes.environment = {**processes.environment, "CELERY_WORKER_HOSTNAME": f"{name}@%h"}
        processes.start(name, service(name.partition("-")[0])["command"])
    workers = sum(name.startswith("worker") for name in processes.processes)
    processes.wait_until(lambda: len(listening()) == workers, seconds=START_SECONDS, what="A worker")


def listening() -> list[str]:
    """The names of the workers that answer."""
    return [name for answer in app.control.ping(timeout=0.3) or [] for name in answer]


def kill(processes: Supervisor, name: str) -> None:
    """End a service with everything that it started, without a word."""
    process = processes.processes.pop(name)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def working_on(task: str) -> list[int]:
    """The ids of the operating system's processes that have begun the task and not ended it."""
    answers = app.control.inspect(timeout=0.5).active() or {}
    return [job["worker_pid"] for jobs in answers.values() for job in jobs if job["name"] == task]


def wait_for(look: Callable[[], T], *, what: str, seconds: float = QUEUE_SECONDS) -> T:
    """What `look` sees, as soon as that is anything."""
    end = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"{what} did not happen within {seconds:.0f} seconds"
        time.sleep(0.05)
    return seen


def wait_for_scorecard(seconds: float = QUEUE_SECONDS) -> None:
    wait_for(Scorecard.objects.exists, what="Scoring", seconds=seconds)


@contextmanager
def no_score_can_be_finished() -> Iterator[None]:
    """Whoever scores meanwhile is held in the middle of the work, with nothing committed."""
    with transaction.atomic(), connection.cursor() as cursor:
        # On SQLite, the transaction alone stops every other writer.
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {NodeScore._meta.db_table} IN SHARE MODE")
        yield


def log_of(processes: Supervisor, names: Sequence[str]) -> str:
    return "".join(processes.log_of(name).read_text() for name in names)
