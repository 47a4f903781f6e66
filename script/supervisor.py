"""Runs several processes as one: if one ends that should not, all end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

STOP_SECONDS = 15


class Stopped(Exception):
    """A process ended by itself: str() names it and tells its last words."""


class Supervisor:
    """Starts processes that write to `logs`, and stops them in reverse order when left.

    Each gets a session of its own, so that Ctrl-C reaches only the supervisor, which stops them in order.
    """

    def __init__(self, *, environment: Mapping[str, str], directory: Path, logs: Path) -> None:
        self.environment = environment
        self.directory = directory
        self.logs = logs
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.jobs: set[str] = set()

    def __enter__(self) -> Self:
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str], *, aloud: bool = False, is_job: bool = False) -> None:
        """`aloud` leaves its standard output to the terminal and only its standard error to the log.

        A job may end, if it ends well.
        """
        if is_job:
            self.jobs.add(name)
        with self.log_of(name).open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command,
                env=self.environment,
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=None if aloud else log,
                stderr=log,
                start_new_session=True,
            )

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def check(self) -> None:
        """Raises Stopped if a process has ended that should not have."""
        for name, process in list(self.processes.items()):
            if process.poll() == 0 and name in self.jobs:
                del self.processes[name]
            elif process.returncode is not None:
                raise Stopped(f"{name} ended with code {process.returncode}.\n{self.last_words(name)}")

    def wait_until(self, condition: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Raises Stopped if a process ends, or the time does, before the condition holds."""
        end = time.monotonic() + seconds
        while not condition():
            self.check()
            if time.monotonic() > end:
                raise Stopped(f"{what} did not answer within {seconds:.0f} seconds; see {self.logs}.")
            time.sleep(0.1)

    def last_words(self, name: str) -> str:
        return "\n".join(self.log_of(name).read_text(errors="replace").splitlines()[-15:])

    def watch(self) -> None:
        """Returns never; raises Stopped when a process ends that should not."""
        while True:
            self.check()
            time.sleep(0.3)

    def stop(self) -> None:
        for process in reversed(self.processes.values()):
            _signal(process, signal.SIGTERM)
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        self.processes.clear()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Reaches the process, and when it has to be killed its whole session with it."""
    if process.poll() is not None:
        return
    if number == signal.SIGKILL:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
