"""A country, last year's round, and everything that runs while a manager plays the next year.

year   a Year, with nobody logged in yet
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from agencies.models import User
from portal.celery import app
from script.supervisor import Supervisor
from surveys.models import Round
from tests.journeys.year.country import load_country, play_last_year
from tests.journeys.year.story import Year
from tests.mail_server import MailServer
from tests.people import with_password
from tests.processes import ROOT, process_environment, service_command
from tests.settings import TEST_ROOT

PATIENCE = 30_000  # milliseconds, until a page shows what it should
FAST = "6000"


@pytest.fixture
def last_year(transactional_db: None) -> Round:
    load_country()
    return play_last_year()


@pytest.fixture
def processes(broker: str, last_year: Round, mail_server: MailServer) -> Iterator[Supervisor]:
    """A worker and the beat, which mail to the test's own server as fast as they can.

    They come when last year is over: the clock would close a round of last year at once.
    """
    app.control.purge()
    environment = process_environment(broker) | {
        "EMAIL_URL": mail_server.url,
        "INVITATIONS_A_MINUTE": FAST,
        "REMINDERS_A_MINUTE": FAST,
    }
    with Supervisor(environment=environment, directory=ROOT, logs=TEST_ROOT / "log" / "year") as supervisor:
        for name in ("worker", "beat"):
            supervisor.start(name, service_command(name))
        supervisor.wait_until(lambda: bool(app.control.ping(timeout=0.3)), seconds=60, what="The worker")
        yield supervisor
        supervisor.check()


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


@pytest.fixture
def year(
    settings: Any,
    last_year: Round,
    processes: Supervisor,
    manager: User,
    mail_server: MailServer,
    stage: Callable[[], Page],
    assert_accessible: Callable[[Page], None],
    tmp_path: Path,
) -> Year:
    settings.REQUIRE_SECOND_FACTOR = True
    return Year(stage(), stage, assert_accessible, with_password(manager), mail_server, tmp_path, last_year)
