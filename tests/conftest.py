import shutil
from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.settings import TEST_ROOT

pytest_plugins = [
    "tests.append_only",
    "tests.browser",
    "tests.mail_server",
    "tests.people",
    "tests.processes",
    "tests.rounds",
    "tests.reviews",
    "tests.other_questionnaires",
    "tests.summary",
]


LONGEST = ("journeys/year", "portal/test_demo", "resilience", "journeys", "bench")
"""Folders and files whose tests wait for processes, by how long they take."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that at the end no processor waits for the other."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    found = (n for n, name in enumerate(LONGEST) if item.nodeid.startswith(f"tests/{name}"))
    return next(found, len(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def files_of_this_run() -> Iterator[None]:
    """A directory of this process's own for its database and uploads."""
    TEST_ROOT.mkdir(parents=True, exist_ok=True)
    yield
    shutil.rmtree(TEST_ROOT)


@pytest.fixture(autouse=True)
def thai() -> Iterator[None]:
    """Every test begins in Thai, whatever language the last request of another test spoke."""
    with translation.override("th"):
        yield
