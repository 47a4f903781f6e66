"""Measures scoring: the engine alone, and a whole round scored again by one worker process and by two.

    .venv/bin/python -m bench.rescoring            the reconstructed round of 2560, 1,453 submissions
    .venv/bin/python -m bench.rescoring --times 10 and the engine at ten times that

The engine is measured in this process, in processor seconds. Scoring again goes through Celery, PostgreSQL
and Redis, in a database of its own that is removed afterwards; it is measured from the start of the run to
its end.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

import django

from bench import house
from script.demo_environment import free_port

LINE = "{:<44} {:>12} {:>10} {:>14} {:>8}"
WORKERS = (1, 2)
GIVE_UP_SECONDS = 600

ScoreAgain = Callable[[float], tuple[int, float]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.rescoring")
    parser.add_argument("--times", type=int, default=1, help="how many times the round the engine scores")
    times = parser.parse_args().times
    with house.own_folder() as folder, house.own_database():
        variables = house.environment(free_port(), folder) | {"DEMO": "1"}
        for command in (["migrate", "--verbosity=0"], ["load_demo"], ["load_past_round", "--patience=0"]):
            house.manage(variables, *command)
        os.environ.update(variables)
        django.setup()
        measure = import_module("bench.scoring_again")
        print(LINE.format("what", "submissions", "seconds", "a second", "ratio"))
        first = None
        for name, submissions, seconds in (
            *measure.engine_alone(sorted({1, times})),
            *_by_workers(variables, measure.score_again),
        ):
            rate = submissions / seconds
            first = first or rate
            print(
                LINE.format(
                    name, f"{submissions:,}", f"{seconds:.1f}", f"{rate:,.0f}", f"{rate / first:.2f}"
                ),
                flush=True,
            )
    return 0


def _by_workers(variables: dict[str, str], score_again: ScoreAgain) -> Iterator[tuple[str, int, float]]:
    """Worker processes of one child each, as many as the line says."""
    for count in WORKERS:
        with house.one_worker(variables, count):
            submissions, seconds = score_again(GIVE_UP_SECONDS)
        yield f"scored again by {count} worker process(es)", submissions, seconds


if __name__ == "__main__":
    sys.exit(main())
