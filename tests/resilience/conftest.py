"""A round that is open today, and processes and services that a test may take away.

processes   a Supervisor on the broker of the run, with nothing running yet
database    the database of the test at an address from which it can be taken away
host        where a web process on that database answers, in plain HTTP
session     the key of a session of the officer
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from agencies.models import Agency, User
from portal.celery import app
from script.demo_environment import free_port
from script.run_demo import answers
from script.supervisor import Supervisor
from surveys.models import QuestionnaireVersion, Round
from surveys.services.rounds import add_agencies, open_round
from tests.processes import ROOT, process_environment, service
from tests.resilience.database import MovableDatabase
from tests.rounds import make_round
from tests.settings import TEST_ROOT

START_SECONDS = 60


@pytest.fixture
def survey_round(
    small_questionnaire: QuestionnaireVersion, agency_a: Agency, agency_b: Agency, office: Agency
) -> Round:
    today = timezone.localdate()
    opened = make_round(
        small_questionnaire,
        opens_on=today - dt.timedelta(days=2),
        closes_on=today + dt.timedelta(days=14),
    )
    add_agencies(survey_round=opened, agencies=[agency_a, agency_b, office])
    open_round(survey_round=opened, user=None, now=timezone.now())
    opened.refresh_from_db()
    return opened


@pytest.fixture
def processes(broker: str, transactional_db: None) -> Iterator[Supervisor]:
    app.control.purge()
    # A test holds a worker at its work for longer than a lock may take in production.
    environment = process_environment(broker) | {"DATABASE_LOCK_TIMEOUT": "60"}
    with Supervisor(environment=environment, directory=ROOT, logs=TEST_ROOT / "log" / "killed") as supervisor:
        yield supervisor


@pytest.fixture
def database(transactional_db: None, tmp_path: Path) -> MovableDatabase:
    return MovableDatabase(tmp_path)


@pytest.fixture
def host(database: MovableDatabase, broker: str, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    bind = f"127.0.0.1:{port}"
    environment = process_environment(broker) | {"DATABASE_URL": database.url, "BIND": bind, "DEMO": "1"}
    with Supervisor(environment=environment, directory=ROOT, logs=tmp_path / "log") as supervisor:
        supervisor.start("web", service("web")["command"])
        supervisor.wait_until(lambda: answers(port), seconds=START_SECONDS, what="The web process")
        yield bind


@pytest.fixture
def session(officer: User) -> str:
    client = Client()
    client.force_login(officer)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
