"""Runs the checks and the tests, and ends with a table of what ran against what."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import redis

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
REPORTS = ROOT / "var" / "test"
DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")

CHECKS: dict[str, list[str]] = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
    "migrations are complete": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "every text has its Thai": ["python", "-m", "script.run_messages", "--check"],
    "djlint": ["djlint", "templates", "--lint", "--quiet"],
    "docker-compose config": ["docker-compose", "config", "--quiet"],
}
OUTCOMES = ("passed", "failed", "skipped")
# These meet no database, or always the demonstration's own: once is enough.
ONCE = [
    "tests/scoring/engine",
    "tests/scoring/robustness",
    "tests/surveys/questionnaire",
    "tests/surveys/reconstruction",
    "tests/portal/test_demo.py",
]


@dataclass
class Line:
    """A line of the table: what ran, how it went, and how long it took."""

    name: str
    ok: bool
    result: str
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> int:
    require_all = arguments == ["--require-all"]
    if arguments and not require_all:
        return subprocess.run([BIN / "pytest", *arguments], cwd=ROOT, check=False).returncode
    REPORTS.mkdir(parents=True, exist_ok=True)
    lines = [check(name, command) for name, command in CHECKS.items()]
    lines.append(run_pytest("tests on SQLite and Valkey", ["-m", "not whole_round"], {}))
    lines.append(tests_on_services())
    return report(lines, require_all=require_all)


def check(name: str, command: list[str]) -> Line:
    program = shutil.which(command[0], path=environment({})["PATH"])
    if program is None:
        return Line(name, ok=True, result=f"skipped: no {command[0]} on this machine")
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    done = subprocess.run([program, *command[1:]], cwd=ROOT, env=environment({}), check=False)
    result = "failed" if done.returncode else "passed"
    return Line(name, ok=not done.returncode, result=result, seconds=time.monotonic() - start)


def tests_on_services() -> Line:
    name = "tests on PostgreSQL and Redis"
    reached = {"PostgreSQL": database_answers(), "Redis": redis_answers()}
    if away := [service for service, answered in reached.items() if not answered]:
        return Line(name, ok=True, result=f"skipped: {' and '.join(away)} not reached")
    arguments = ["-m", "services or not browser", *(f"--ignore={path}" for path in ONCE)]
    return run_pytest(name, arguments, {"TEST_DATABASE_URL": DATABASE_URL, "TEST_REDIS_URL": REDIS_URL})


def run_pytest(name: str, arguments: list[str], variables: dict[str, str]) -> Line:
    print(f"\n== {name}", flush=True)
    summary = REPORTS / "summary.json"
    summary.unlink(missing_ok=True)
    start = time.monotonic()
    # In the order of tests/conftest.py, which has the longest first.
    spread = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [str(BIN / "pytest"), "-q", *spread, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(variables | {"TEST_SUMMARY": str(summary)}), check=False
    )
    counts: dict[str, int] = json.loads(summary.read_text()) if summary.exists() else {}
    result = ", ".join(f"{counts.get(outcome, 0)} {outcome}" for outcome in OUTCOMES)
    return Line(name, ok=not done.returncode, result=result, seconds=time.monotonic() - start, counts=counts)


def environment(variables: dict[str, str]) -> dict[str, str]:
    without = {key: value for key, value in os.environ.items() if not key.startswith("TEST_")}
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return without | {"PATH": path, "DJANGO_SETTINGS_MODULE": "tests.settings"} | variables


def answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except (psycopg2.Error, redis.RedisError):
        return False
    return True


def database_answers() -> bool:
    return answers(lambda: psycopg2.connect(DATABASE_URL, connect_timeout=3).close())


def redis_answers() -> bool:
    return answers(lambda: redis.Redis.from_url(REDIS_URL, socket_connect_timeout=3).ping())


def report(lines: list[Line], *, require_all: bool) -> int:
    absent = left_out(lines)
    failed = [line.name for line in lines if not line.ok]
    passed, broken, skipped = (total(lines, outcome) for outcome in OUTCOMES)
    print()
    for line in lines:
        print(f"{'ok  ' if line.ok else 'FAIL'}  {line.name:<32} {line.result:<42} {line.seconds:5.0f} s")
    print(f"\nDid not run: {', '.join(absent) or 'nothing'}. Failed: {', '.join(failed) or 'nothing'}.")
    print(f"tests: {passed} passed, {broken} failed, {skipped} skipped")
    return 1 if failed or (require_all and absent) else 0


def left_out(lines: list[Line]) -> list[str]:
    """What this machine could not do."""
    built_in, services = lines[-2:]
    absent = [line.name for line in lines if line.result.startswith("skipped")]
    absent += [] if built_in.counts.get("browser") else ["browser tests"]
    absent += [] if services.counts.get("services") else ["tests of the processes on PostgreSQL and Redis"]
    return absent


def total(lines: list[Line], outcome: str) -> int:
    return sum(line.counts.get(outcome, 0) for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
