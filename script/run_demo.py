"""Runs the demonstration: broker, web, worker and beat as separate processes on this machine."""

import argparse
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from script.broker import NoBroker, broker_command
from script.demo_environment import HOME, ROOT, environment, free_port, port_is_free
from script.supervisor import Stopped, Supervisor

START_SECONDS = 60


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/demo", description=__doc__)
    parser.add_argument("--reset", action="store_true", help="throw everything away and begin afresh")
    options = parser.parse_args()
    # Whoever started it in the background may have left SIGINT ignored.
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        with only_one():
            run(port=int(os.environ.get("PORT", "8000")), reset=options.reset)
    except KeyboardInterrupt:
        say("Stopped. Everything is kept for the next start.")
    except (Stopped, NoBroker) as error:
        say(str(error))
        return 1
    return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run(*, port: int, reset: bool) -> None:
    if not port_is_free(port):
        raise Stopped(f"Port {port} is in use. Choose another: PORT={port + 1} script/demo")
    if reset:
        say("Beginning afresh.")
        forget()
    move_broker_if_taken()
    variables = environment(port=port)
    with Supervisor(environment=variables, directory=ROOT, logs=HOME / "log") as supervisor:
        start_broker(supervisor)
        say("Preparing the database ...")
        manage(variables, "migrate")
        manage(variables, "load_demo")
        for name in ("web", "worker", "beat"):
            # The worker writes the mail.
            supervisor.start(name, [str(ROOT / "script" / name)], aloud=name == "worker")
        supervisor.wait_until(lambda: answers(port), seconds=START_SECONDS, what="The portal")
        say(f"The portal answers at http://127.0.0.1:{port}  (Ctrl-C stops it; logs are in {HOME / 'log'})")
        # The open round can be tried meanwhile; stopped, it goes on at the next start.
        supervisor.start("past-round", management("load_past_round"), aloud=True, is_job=True)
        supervisor.watch()


@contextmanager
def only_one() -> Iterator[None]:
    """Holds the demonstration's directory. Raises Stopped if another process has it."""
    HOME.parent.mkdir(parents=True, exist_ok=True)
    with HOME.with_name(f"{HOME.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stopped(f"The demonstration is already running on {HOME}.") from None
        yield


def forget() -> None:
    if HOME.exists():
        shutil.rmtree(HOME)


def move_broker_if_taken() -> None:
    """Gives the broker another port if someone took its own since the last start."""
    kept = HOME / "broker-port"
    if kept.exists() and not port_is_free(int(kept.read_text())):
        kept.write_text(str(free_port()))


def start_broker(supervisor: Supervisor) -> None:
    port = int((HOME / "broker-port").read_text())
    directory = HOME / "broker"
    directory.mkdir(exist_ok=True)
    supervisor.start("broker", broker_command(port=port, directory=directory))
    supervisor.wait_until(lambda: connects(port), seconds=START_SECONDS, what="The broker")


def connects(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as response:
            ready: bool = response.status == 200
            return ready
    except OSError:
        return False


def manage(variables: dict[str, str], command: str) -> None:
    subprocess.run(management(command), cwd=ROOT, env=variables, check=True)


def management(command: str) -> list[str]:
    return [sys.executable, "manage.py", command, "--verbosity=0"]


def say(text: str) -> None:
    print(f"demo: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
