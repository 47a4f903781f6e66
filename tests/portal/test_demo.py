"""`script/demo` from an empty directory, as a newcomer starts it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from urllib.request import urlopen

import pytest

from script.demo_environment import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration of this module keeps its things."""
    return tmp_path_factory.mktemp("demo") / "home"


def command(home: Path, port: int, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "script.run_demo", *options],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DEMO_HOME": str(home), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def demo(
    home: Path, *options: str, until: str = "answers at"
) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A demonstration that has said `until`, with its port; it is made to end whatever the test finds."""
    port = free_port()
    with command(home, port, *options) as running:
        try:
            assert running.stdout is not None
            said = [*takewhile(lambda line: until not in line, running.stdout)]
            assert running.poll() is None, "".join(said)
            yield running, port
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=60)


def get(address: str) -> str:
    with urlopen(address, timeout=10) as response:  # noqa: S310 - our own address
        return str(response.read().decode())


def children(process: "subprocess.Popen[str]") -> dict[str, int]:
    """The process ids of broker, web, worker and beat, as soon as the last of them runs its own program."""
    end = time.monotonic() + 20
    while len(found := running_children(process)) < 4 and time.monotonic() < end:
        time.sleep(0.1)
    return found


def running_children(process: "subprocess.Popen[str]") -> dict[str, int]:
    """The same by a word of their command line, as far as they are there."""
    pids = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    lines = {int(pid): Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in pids}
    # The broker gives itself a title of its own once it runs.
    words = {"broker": "valkey|redis-server", "web": "gunicorn", "worker": " worker ", "beat": " beat "}
    return {name: pid for name, word in words.items() for pid, line in lines.items() if re.search(word, line)}


def test_it_answers_from_an_empty_directory(home: Path) -> None:
    with demo(home) as (running, port):
        address = f"http://127.0.0.1:{port}"
        assert json.loads(get(f"{address}/health/ready")) == {"database": "ok", "broker": "ok"}
        assert '<html lang="th"' in get(address)
        assert "Bootstrap" in get(f"{address}/static/vendor/bootstrap/dist/css/bootstrap.min.css")
        assert sorted(children(running)) == ["beat", "broker", "web", "worker"]
        assert refusal(home, free_port()) == f"demo: The demonstration is already running on {home}.\n"

    assert running.returncode == 0


def test_the_next_start_finds_everything_and_ends_when_one_process_does(home: Path) -> None:
    before = secret(home)

    with demo(home) as (running, _port):
        assert secret(home) == before
        pids = children(running)
        os.kill(pids["worker"], signal.SIGKILL)
        assert running.stdout is not None
        said = running.stdout.read()

    assert (running.returncode, "worker ended with code -9" in said) == (1, True)
    assert [name for name, pid in pids.items() if Path(f"/proc/{pid}").exists()] == []


def test_the_round_of_2560_is_loaded_scored_and_released_while_the_portal_answers_already(home: Path) -> None:
    with demo(home) as (running, _port):
        assert running.stdout is not None
        said = [*takewhile(lambda line: not line.startswith("Scores of 2560"), running.stdout)]
        assert "Reconstructing the answers of 2560 ...\n" in said
        assert "Synthetic answers of 2560: 1,453 of 1,453\n" in said

    # It was stopped while a worker scored; the next start goes on from there.
    with demo(home, until="scored and released") as (running, port):
        assert "สมมติ" in get(f"http://127.0.0.1:{port}/results/2560/")
        assert running.poll() is None, "a job may end"

    with demo(home) as (running, _port):
        assert running.stdout is not None
        assert running.stdout.readline() == "The round of 2560 is there already.\n"
        time.sleep(1)
        assert running.poll() is None


def test_reset_begins_afresh(home: Path) -> None:
    before = secret(home)

    with demo(home, "--reset", until="Preparing"):
        assert secret(home) != before


def test_a_taken_port_is_said_plainly(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert (
            refusal(home, port)
            == f"demo: Port {port} is in use. Choose another: PORT={port + 1} script/demo\n"
        )


def refusal(home: Path, port: int) -> str:
    with command(home, port) as refused:
        said, _ = refused.communicate(timeout=30)
    assert refused.returncode == 1
    return said


def secret(home: Path) -> str:
    return (home / "secret-key").read_text()
