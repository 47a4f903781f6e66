"""Several people doing something to one submission at the same moment."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, connections, transaction

from surveys.models import Round, Submission
from surveys.services.editing import lock
from tests.resilience.workers import wait_for

Act = Callable[[], object]
MOST = 4
WAITING = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
HEAD_START = 0.2  # seconds


@dataclass
class Queue:
    """People who stand at the lock of a submission, in the order in which they came."""

    pool: ThreadPoolExecutor
    acts: list["Future[object]"] = field(default_factory=list)

    def join(self, act: Act) -> None:
        """Begin `act` in a thread; return when it waits for the lock."""
        self.acts.append(self.pool.submit(finish, act))
        if connection.vendor == "postgresql":
            wait_for(lambda: waiting() == len(self.acts), what="Waiting")
        else:
            time.sleep(HEAD_START)  # SQLite does not tell who waits; who is late comes last, which is as good

    def outcomes(self) -> list[object]:
        """What each act returned, or the exception that it raised."""
        return [act.exception() or act.result() for act in self.acts]


@contextmanager
def queue_at(submission: Submission) -> Iterator[Queue]:
    """Those who join wait until this is left, and then all go at once."""
    with ThreadPoolExecutor(MOST) as pool, transaction.atomic():
        lock(submission)
        yield Queue(pool)


@contextmanager
def queue_at_round(survey_round: Round) -> Iterator[Queue]:
    """The same at the lock of a round."""
    with ThreadPoolExecutor(MOST) as pool, transaction.atomic():
        Round.objects.select_for_update().get(pk=survey_round.pk)
        yield Queue(pool)


def finish(act: Act) -> object:
    """With a database connection of the thread's own."""
    try:
        return act()
    finally:
        connections.close_all()


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # or a transaction sees for ever what it saw first
        cursor.execute(WAITING)
        (number,) = cursor.fetchone()
    return int(number)
