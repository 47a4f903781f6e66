"""Queueing a task from a request."""

import logging
import time
from collections.abc import Iterator

import pytest
from celery import shared_task
from django.conf import settings
from django.db import transaction

from portal.queueing import nudge_on_commit
from script.demo_environment import free_port
from tests.processes import use_broker


@shared_task(name="tests.nudge")
def nudge(*, row: int) -> None:
    """Never run here: these tests are about its message."""


@pytest.fixture
def absent_broker() -> Iterator[None]:
    use_broker(f"redis://127.0.0.1:{free_port()}/0")
    yield
    use_broker(settings.CELERY_BROKER_URL)


@pytest.mark.django_db(transaction=True)
def test_a_request_neither_fails_nor_waits_when_the_broker_is_away(
    absent_broker: None, caplog: pytest.LogCaptureFixture
) -> None:
    start = time.monotonic()

    with transaction.atomic():
        nudge_on_commit(nudge, row=1)

    assert time.monotonic() - start < 2
    assert [record.levelno for record in caplog.records if record.name == "django.db.backends.base"] == [
        logging.ERROR
    ]
