"""What bench.growth measures; imported once the settings stand."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

import redis
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.copies import grow, score_all_but
from bench.house import one_worker
from bench.memory import children_of, forget_peak, peak, processor_seconds
from bench.timing import MILLI, seconds_of
from reports.queries.runs import run_lines
from scoring.models import Scorecard, ScoringRun
from scoring.queries import has_unscored, unscored_versions
from scoring.services.errors import RunRefused
from scoring.services.runs import start_run, stop_run
from scoring.tasks import SWEEP_AT_MOST, continue_run, score
from surveys.models import Round, Submission

CODE = "2560"
PROCESSES = (1, 2)
GIVE_UP_SECONDS = 120
LOOK_EVERY = 0.1  # seconds
ASKED = 5
"""How often a query is asked; the median counts."""


class NothingScored(Exception):
    """The time was over before a worker had scored anything."""


@dataclass(frozen=True)
class Stretch:
    """What so many processes of a worker scored of a run, until it was finished or the time was over.

    `before` submissions had their scorecard in it already, `to_score` had not. For each that was scored,
    `work` is the milliseconds of processor time in the worker, `rows` how many rows the database looked at;
    other work on the machine disturbs neither. `queued` is how long the first message to go on took, `left`
    the question whether anything is left, both in milliseconds. `waiting` is the most messages that waited
    for the worker at once, `memory` the most MiB of one process.
    """

    processes: int
    before: int
    to_score: int
    scored: int
    seconds: float
    work: float
    rows: float
    queued: float
    left: float
    waiting: int
    memory: float

    @property
    def per_second(self) -> float:
        return self.scored / self.seconds


@dataclass(frozen=True)
class Reading:
    """What EGA's page of runs and the beat's sweep ask, in milliseconds, over so many scorecards."""

    scorecards: int
    page: float
    page_queries: int
    sweep: float


def every_size(
    variables: dict[str, str], sizes: Sequence[int], seconds: float
) -> Iterator[tuple[int, Stretch | Reading]]:
    """The round of 2560 at so many times its first size, which ascend; each figure as soon as it is known."""
    survey_round = Round.objects.select_related("questionnaire").get(code=CODE)
    like, first = first_run(survey_round, variables), size_of(survey_round)
    for before, times in pairwise((1, *sizes)):
        grow(survey_round, before, times)
        runs = partial(runs_of_size, survey_round, like, first if times > 1 else 0, seconds, variables)
        yield from ((times, found) for count in PROCESSES for found in runs(count))
        yield times, reading(survey_round)


def first_run(survey_round: Round, variables: dict[str, str]) -> ScoringRun:
    """The run that the demonstration began, once it is finished. TimeoutError."""
    run: ScoringRun = survey_round.scoring_runs.earliest("pk")
    with one_worker(variables, max(PROCESSES)):
        continue_run.delay(run_id=run.pk)
        if not watch(run, GIVE_UP_SECONDS)[0]:
            raise TimeoutError(f"the first run is not finished after {GIVE_UP_SECONDS} s")
    return run


def runs_of_size(
    survey_round: Round, like: ScoringRun, left: int, seconds: float, variables: dict[str, str], count: int
) -> Iterator[Stretch]:
    """A run from its start; and if `left`, one that has only so many submissions still to score."""
    with one_worker(variables, count) as worker:
        _wait_until_idle(like)
        yield stretch(begun(survey_round), worker, seconds)
        if left:
            run = begun(survey_round)
            _wait_until_idle(like)
            score_all_but(run, left, like)
            yield stretch(run, worker, seconds)


def _wait_until_idle(finished: ScoringRun) -> None:
    """Until the worker has begun to work, and has done what runs before have left to do. TimeoutError."""
    score.delay(version_id=finished.scorecards.earliest("pk").version_id)  # which is scored, so nothing to do
    end = time.monotonic() + GIVE_UP_SECONDS
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        while waiting_in(broker) or broker.hlen(f"{os.environ['REDIS_PREFIX']}unacked"):
            if time.monotonic() > end:
                raise TimeoutError(f"the worker is not done with what was left after {GIVE_UP_SECONDS} s")
            time.sleep(LOOK_EVERY)


def size_of(survey_round: Round) -> int:
    return Submission.objects.of_round(survey_round).filter(current_version__isnull=False).count()


def begun(survey_round: Round) -> ScoringRun:
    return start_run(
        survey_round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        reason="measured",
        user=None,
        now=timezone.now(),
    )


def stretch(run: ScoringRun, worker: int, seconds: float) -> Stretch:
    """`worker` is the process id of the only worker."""
    before, processes = run.scorecards.count(), children_of(worker)
    left = milliseconds(lambda: has_unscored(run))
    for process in processes:
        forget_peak(process)
    work, rows, began = work_of(processes), rows_read(), time.perf_counter()
    queued = seconds_of(lambda: continue_run(run_id=run.pk)) * MILLI
    finished, waiting = watch(run, seconds)
    elapsed, work, rows = time.perf_counter() - began, work_of(processes) - work, rows_read() - rows
    scored = run.scorecards.count() - before
    if not finished:
        stop(run)
    if not scored:
        raise NothingScored(f"in {seconds:.0f} seconds; a longer time is needed (--seconds)")
    return Stretch(
        processes=len(processes),
        before=before,
        to_score=size_of(run.round) - before,
        scored=scored,
        seconds=elapsed,
        work=work * MILLI / scored,
        rows=rows / scored,
        queued=queued,
        left=left,
        waiting=waiting,
        memory=max(peak(process) for process in processes),
    )


def stop(run: ScoringRun) -> None:
    with suppress(RunRefused):  # it may have been finished just now
        stop_run(run=run, user=None, now=timezone.now())


def work_of(processes: Sequence[int]) -> float:
    return sum(processor_seconds(process) for process in processes)


def rows_read() -> int:
    """How many rows and entries of indexes were looked at in this database since it was made."""
    connection.close()  # which has its own reading counted at once
    time.sleep(LOOK_EVERY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tup_returned FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def watch(run: ScoringRun, seconds: float) -> tuple[bool, int]:
    """Whether the run was finished in that time, and the most messages that waited."""
    end, most = time.monotonic() + seconds, 0
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        while time.monotonic() < end:
            most = max(most, waiting_in(broker))
            if not ScoringRun.objects.filter(pk=run.pk, state=ScoringRun.State.RUNNING).exists():
                return True, most
            time.sleep(LOOK_EVERY)
    return False, most


def waiting_in(broker: redis.Redis) -> int:
    return int(broker.llen(f"{os.environ['REDIS_PREFIX']}{settings.CELERY_TASK_DEFAULT_QUEUE}"))


def reading(survey_round: Round) -> Reading:
    now = timezone.now()
    with CaptureQueriesContext(connection) as asked:
        run_lines(survey_round)
    return Reading(
        scorecards=Scorecard.objects.filter(run__round=survey_round).count(),
        page=milliseconds(lambda: run_lines(survey_round)),
        page_queries=len(asked),
        sweep=milliseconds(lambda: unscored_versions(now=now, submitted_before=now, at_most=SWEEP_AT_MOST)),
    )


def milliseconds(ask: Callable[[], object]) -> float:
    return median(seconds_of(ask) for _time in range(ASKED)) * MILLI
