"""Measures every kind of workbook beside openpyxl's own time and memory for the same cells.

    .venv/bin/python -m bench.workbooks                      1,746 agencies, then 17,460
    .venv/bin/python -m bench.workbooks --quick              the larger without the kinds of most cells
    .venv/bin/python -m bench.workbooks --kinds journal      only these, at both sizes

A worker of one process builds them, one after the other, over a round in which three in five agencies have
responded. At ten times the roster the journal (a line for every value of every answer) is built only if it is
named. "MiB" are what building adds to the memory of the process at most, "alone" openpyxl's write-only mode
with the same cells. Everything is in a database of its own that is removed afterwards.
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

SIZES = (1, 10)
SLOW = ("answers", "everything")
"""What --quick leaves out of the larger sizes."""

ONLY_BY_NAME = ("journal",)
LINE = "{:<12} {:>6} {:>11} {:>9} {:>8} {:>8} {:>8} {:>9} {:>10} {:>7}"
HEAD = ("", "roster", "cells", "seconds", "MiB", "MB", "alone, s", "times it", "alone, MiB", "growth")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.workbooks")
    parser.add_argument("--times", type=int, nargs="+", default=SIZES, help="how many times the roster")
    parser.add_argument("--kinds", nargs="+", default=[], help="only these")
    parser.add_argument("--quick", action="store_true", help="the larger sizes without the slowest kinds")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, interrupt)
    with house.own_folder() as folder, house.own_database():
        variables = house.environment(free_port(), folder)
        say("preparing the database and the roster")
        house.manage(variables, "migrate", "--verbosity=0")
        house.manage(variables, "load_roster")
        os.environ.update(variables | {"DATABASE_STATEMENT_TIMEOUT": "0"})  # copying takes longer
        django.setup()
        report(variables, sorted(options.times), options.kinds, options.quick)
    return 0


def report(variables: dict[str, str], sizes: list[int], kinds: list[str], quick: bool) -> None:
    """Each line as soon as it is known."""
    # Only now: what follows imports models, which need the settings of this very portal.
    followed, built = import_module("bench.followed"), import_module("bench.workbooks_built")
    first: dict[str, float] = {}
    print(LINE.format(*HEAD), flush=True)
    for times, survey_round in followed.every_size(sizes, rounds=1):
        left_out = [] if kinds or times == sizes[0] else [*ONLY_BY_NAME, *(SLOW if quick else ())]
        wanted = [each for each in kinds or built.KINDS if each not in left_out]
        with house.one_worker(variables, 1) as worker:
            for kind in wanted:
                found = built.build(survey_round, kind, worker)
                growth = found.seconds / first.setdefault(kind, found.seconds)
                print(line(kind, f"{times}x", found, growth), flush=True)


def line(kind: str, roster: str, each: Any, growth: float) -> str:
    return LINE.format(
        kind,
        roster,
        f"{each.cells:,}",
        f"{each.seconds:.1f}",
        f"{each.memory_peak - each.memory_before:.0f}",
        f"{each.megabytes:.1f}",
        f"{each.plain_seconds:.1f}",
        f"{each.times_plain:.2f}",
        f"{each.plain_memory:.0f}",
        f"{growth:.2f}",
    )


if __name__ == "__main__":
    sys.exit(main())
