"""Measures how scoring a round again grows with the round: through Celery, PostgreSQL and Redis.

    .venv/bin/python -m bench.growth                  one, ten and a hundred times the round of 2560
    .venv/bin/python -m bench.growth --times 1 10     only these, the smallest first

The round grows by copies, in a database of its own that is removed afterwards. Of every size a run is watched
from its start, and one that has only as many submissions left as the round had at first; each until it is
finished or the time is over, with one worker process and with two. Rates are beside those of the first size.
"""

import argparse
import os
import signal
import sys
from importlib import import_module
from typing import Any

import django

from bench import house
from bench.main import interrupt, say
from script.demo_environment import free_port

SIZES = (1, 10, 100)
SECONDS = 15
LINE = "{:>6} {:>9} {:>8} {:>8} {:>7} {:>8} {:>8} {:>6} {:>8} {:>6} {:>10} {:>9} {:>8} {:>5}"
HEAD = (
    "roster",
    "processes",
    "before",
    "to score",
    "scored",
    "seconds",
    "a second",
    "ratio",
    "work, ms",
    "rows",
    "queued, ms",
    "left?, ms",
    "waiting",
    "MiB",
)
READING = "{:>6} page of runs {:.0f} ms, {} queries; sweep {:.0f} ms; over {:,} scorecards"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("--times", type=int, nargs="+", default=SIZES, help="how many times the round")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long a run is watched at most")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, interrupt)
    with house.own_folder() as folder, house.own_database():
        variables = house.environment(free_port(), folder) | {"DEMO": "1"}
        say("loading the round of 2560")
        for command in (["migrate", "--verbosity=0"], ["load_demo"], ["load_past_round"]):
            house.manage(variables, *command)
        os.environ.update(variables | {"DATABASE_STATEMENT_TIMEOUT": "0"})  # copying takes longer
        django.setup()
        report(variables, sorted(options.times), options.seconds)
    return 0


def report(variables: dict[str, str], sizes: list[int], seconds: float) -> None:
    """Each figure as soon as it is known."""
    # Only now: what follows imports models, which need the settings of this very portal.
    grown = import_module("bench.scoring_grown")
    print(LINE.format(*HEAD))
    first: dict[int, float] = {}
    for times, found in grown.every_size(variables, sizes, seconds):
        if isinstance(found, grown.Reading):
            print(reading_line(f"{times}x", found), flush=True)
        else:
            rate = found.per_second
            print(line(f"{times}x", found, rate / first.setdefault(found.processes, rate)), flush=True)


def reading_line(roster: str, found: Any) -> str:
    return READING.format(roster, found.page, found.page_queries, found.sweep, found.scorecards)


def line(roster: str, each: Any, ratio: float) -> str:
    return LINE.format(
        roster,
        each.processes,
        f"{each.before:,}",
        f"{each.to_score:,}",
        f"{each.scored:,}",
        f"{each.seconds:.1f}",
        f"{each.per_second:.0f}",
        f"{ratio:.2f}",
        f"{each.work:.1f}",
        f"{each.rows:,.0f}",
        f"{each.queued:,.0f}",
        f"{each.left:,.1f}",
        f"{each.waiting:,}",
        f"{each.memory:.0f}",
    )


if __name__ == "__main__":
    sys.exit(main())
