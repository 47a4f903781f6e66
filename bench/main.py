"""Measures the portal on PostgreSQL and Redis, with a database of its own that is removed afterwards."""

import argparse
import json
import os
import signal
import sys
from importlib import import_module
from types import FrameType

import django

from bench import house
from bench.effort import Effort
from script.demo_environment import free_port

EPILOG = """
BENCH_DATABASE_URL and BENCH_REDIS_URL name the servers; the user must be allowed to create a database.
The figures are printed and kept in var/bench/latest.txt and var/bench/latest.json.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__, epilog=EPILOG)
    parser.add_argument(
        "--quick", action="store_true", help="a tenth of the requests: less time, rougher figures"
    )
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, interrupt)
    try:
        run(Effort().tenth() if options.quick else Effort())
    except KeyboardInterrupt:
        print("bench: stopped; nothing is left behind", file=sys.stderr)
        return 1
    return 0


def run(effort: Effort) -> None:
    port = free_port()
    with house.own_folder() as folder, house.own_database():
        variables = house.environment(port, folder)
        prepare(variables)
        with house.running(variables, port) as supervisor:
            os.environ.update(variables)
            django.setup()
            # Only now: what follows imports models, which need the settings of this very portal.
            program = import_module("bench.program")
            worker = supervisor.processes["worker"].pid
            report = program.run(host=f"127.0.0.1:{port}", worker=worker, effort=effort)
    keep(report.as_text(), json.dumps(report.as_json(), indent=2))


def interrupt(number: int, frame: FrameType | None) -> None:
    """Ends like Ctrl-C, so that database and processes go away, however the run is stopped."""
    raise KeyboardInterrupt


def prepare(variables: dict[str, str]) -> None:
    say("preparing the database and the static files")
    house.manage(variables, "migrate", "--verbosity=0")
    house.manage(variables, "collectstatic", "--noinput", "--verbosity=0")
    say("loading the demonstration")
    house.manage(variables | {"DEMO": "1"}, "load_demo")


def keep(text: str, document: str) -> None:
    (house.HOME / "latest.txt").write_text(f"{text}\n")
    (house.HOME / "latest.json").write_text(f"{document}\n")
    print(f"\n{text}")


def say(what: str) -> None:
    print(f"bench: {what} ...", flush=True)


if __name__ == "__main__":
    sys.exit(main())
