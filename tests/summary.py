"""Writes down how a run went, for the table that script/test ends with; TEST_SUMMARY is the file's path."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

OUTCOMES: Counter[str] = Counter()
MARKS = ("browser", "services")


def pytest_runtest_setup(item: pytest.Item) -> None:
    item.user_properties.extend(("mark", mark) for mark in MARKS if item.get_closest_marker(mark))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Counts each test once: a failure of its set-up or tear-down is a failure."""
    if report.failed:
        OUTCOMES["failed"] += 1
    elif report.skipped:
        OUTCOMES["skipped"] += 1
    elif report.when == "call":
        OUTCOMES["passed"] += 1
        OUTCOMES.update(str(mark) for name, mark in report.user_properties if name == "mark")


def pytest_sessionfinish(session: pytest.Session) -> None:
    path = os.environ.get("TEST_SUMMARY")
    if path and not hasattr(session.config, "workerinput"):
        Path(path).write_text(json.dumps(OUTCOMES))
