"""Measures the pages from which EGA follows a round: five rounds, the full roster and ten times that.

    .venv/bin/python -m bench.following                 1,746 agencies, then 17,460
    .venv/bin/python -m bench.following --quick         the same with fewer requests
    .venv/bin/python -m bench.following --times 1       only the full roster

Web, PostgreSQL and Redis run as in service, and everything is asked over HTTP, one request after the other;
in a database of its own that is removed afterwards. "x health" are medians by that of the health page of the
same size; "growth" is the median at a size by that at the first size. The table is kept in
var/bench/following.txt too.
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
from bench.memory import children_of
from script.demo_environment import free_port

SIZES = (1, 10)
TIMES, SECONDS = 20, 2.5
QUICK_TIMES, QUICK_SECONDS = 7, 1.0
LINE = "{:<26} {:>6} {:>5} {:>9} {:>9} {:>9} {:>8} {:>7} {:>8}"
HEAD = ("", "roster", "times", "p50 ms", "p95 ms", "x health", "queries", "+ MiB", "growth")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.following")
    parser.add_argument("--times", type=int, nargs="+", default=SIZES, help="how many times the roster")
    parser.add_argument("--quick", action="store_true", help="fewer requests a page: rougher")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, interrupt)
    port = free_port()
    with house.own_folder() as folder, house.own_database():
        variables = house.environment(port, folder)
        say("preparing the database and the static files")
        house.manage(variables, "migrate", "--verbosity=0")
        house.manage(variables, "collectstatic", "--noinput", "--verbosity=0")
        house.manage(variables, "load_roster")
        os.environ.update(variables | {"DATABASE_STATEMENT_TIMEOUT": "0"})  # copying takes longer
        django.setup()
        measure(variables, port, sorted(options.times), options.quick)
    return 0


def measure(variables: dict[str, str], port: int, sizes: list[int], quick: bool) -> None:
    """Each line as soon as it is known."""
    # Only now: what follows imports models, which need the settings of this very portal.
    followed = import_module("bench.followed")
    times, seconds = (QUICK_TIMES, QUICK_SECONDS) if quick else (TIMES, SECONDS)
    first: dict[str, float] = {}
    lines, health = [LINE.format(*HEAD)], 1.0
    print(lines[0], flush=True)
    for size, survey_round in followed.every_size(sizes):
        with house.running(variables, port, services=("web",)) as supervisor:
            web = children_of(supervisor.processes["web"].pid)
            pages = import_module("bench.following_pages")
            for found in pages.figures_of(
                survey_round, host=f"127.0.0.1:{port}", web=web, times=times, seconds=seconds
            ):
                p50 = found.timing.percentile(50)
                health = p50 if found.timing.name == pages.HEALTH else health
                growth = p50 / first.setdefault(found.timing.name, p50)
                lines.append(line(f"{size}x", found, p50 / health, growth))
                print(lines[-1], flush=True)
    (house.HOME / "following.txt").write_text("\n".join(lines) + "\n")


def line(roster: str, each: Any, times_health: float, growth: float) -> str:
    return LINE.format(
        each.timing.name,
        roster,
        len(each.timing.each),
        f"{each.timing.percentile(50):,.1f}",
        f"{each.timing.percentile(95):,.1f}",
        f"{times_health:,.0f}",
        each.queries,
        f"{each.memory:.0f}",
        f"{growth:.2f}",
    )


if __name__ == "__main__":
    sys.exit(main())
