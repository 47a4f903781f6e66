"""Measures invitations and reminders: queued, swept, and sent by one worker process into a mail server.

    .venv/bin/python -m bench.mails               1,746 agencies, then 17,460
    .venv/bin/python -m bench.mails --quick       shorter: the pace is watched for one minute instead of two
    .venv/bin/python -m bench.mails --times 1     only the full roster

Every agency has one officer, who is invited and then reminded. "queued" is until all rows are written, and
"sweep" what the beat asks while all of them wait. Of the largest size mails are sent at the pace of service,
60 a minute of each kind; then of every size with the pace lifted, for so many seconds at most. "Most in a
minute" is of any minute. The mail server is in this process. Everything is in a database of its own that is
removed afterwards.
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
from bench.sink import sink
from script.demo_environment import free_port

SIZES = (1, 10)
SECONDS, QUICK_SECONDS = 20.0, 10.0
PACED, QUICK_PACED = 125.0, 65.0
QUEUED = "{:<12} {:>6} {:>8} {:>10} {:>9} {:>14} {:>9} {:>8} {:>9} {:>13} {:>6}"
HEAD = (
    "",
    "roster",
    "mails",
    "queued, s",
    "sweep, ms",
    "sweep, queries",
    "handed, s",
    "sent",
    "a second",
    "work, ms each",
    "MiB",
)
PACE = "{:<12} {:>6} at most {} a minute: {} in the first minute{}; most in a minute {}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.mails")
    parser.add_argument("--times", type=int, nargs="+", default=SIZES, help="how many times the roster")
    parser.add_argument("--quick", action="store_true", help="shorter: rougher")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, interrupt)
    with house.own_folder() as folder, house.own_database(), sink() as server:
        variables = house.environment(free_port(), folder) | {"EMAIL_URL": server.url}
        say("preparing the database and the roster")
        house.manage(variables, "migrate", "--verbosity=0")
        house.manage(variables, "load_roster")
        os.environ.update(variables | {"DATABASE_STATEMENT_TIMEOUT": "0"})
        django.setup()
        # Only now: what follows imports models, which need the settings of this very portal.
        mailed = import_module("bench.mailed")
        seconds = QUICK_SECONDS if options.quick else SECONDS
        paced = QUICK_PACED if options.quick else PACED
        print(QUEUED.format(*HEAD), flush=True)
        sizes = sorted(options.times)
        for times, found in mailed.every_size(variables, server, sizes, seconds, paced):
            is_pace = isinstance(found, mailed.Pace)
            print(pace_line(f"{times}x", found) if is_pace else line(f"{times}x", found), flush=True)
    return 0


def line(roster: str, each: Any) -> str:
    return QUEUED.format(
        each.kind,
        roster,
        f"{each.mails:,}",
        f"{each.queued:.1f}",
        f"{each.sweep:.0f}",
        each.sweep_queries,
        f"{each.handed:.1f}",
        f"{each.sent:,}",
        f"{each.per_second:.1f}",
        f"{each.work:.1f}",
        f"{each.memory:.0f}",
    )


def pace_line(roster: str, each: Any) -> str:
    second = "" if each.second is None else f", {each.second} in the second"
    return PACE.format(each.kind, roster, each.allowed, each.first, second, each.most)


if __name__ == "__main__":
    sys.exit(main())
