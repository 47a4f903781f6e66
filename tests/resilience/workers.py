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
from tests.processes import service_command
from tests.settings import RUN

T = TypeVar("T")
START_SECONDS = 60
QUEUE_SECONDS = 30


def start(processes: Supervisor, *names: str) -> None:
    """Start services of docker-compose.yml, "worker-2" as a second worker; return when workers listen."""
    for name in names:
        processes.environment = {**processes.environment, "CELERY_WORKER_HOSTNAME": node(name)}
        processes.start(name, service_command(name.partition("-")[0]))
    workers = sum(name.startswith("worker") for name in processes.processes)
    processes.wait_until(lambda: len(listening()) == workers, seconds=START_SECONDS, what="A worker")


def node(name: str) -> str:
    """What the worker calls itself. Workers of other runs on the same Redis hear the same calls."""
    return f"{name}@{RUN}"


def listening() -> list[str]:
    """The workers of this run that answer."""
    answers = app.control.ping(timeout=0.3) or []
    return [name for answer in answers for name in answer if name.endswith(node(""))]


def kill(processes: Supervisor, name: str) -> None:
    """End a service with everything that it started, without a word."""
    process = processes.processes.pop(name)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def working_on(task: str) -> list[int]:
    """The ids of the operating system's processes that have begun the task and not ended it."""
    answers = app.control.inspect(timeout=0.5).active() or {}
    own = [job for name, jobs in answers.items() if name.endswith(node("")) for job in jobs]
    return [job["worker_pid"] for job in own if job["name"] == task]


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
