"""Queueing a task from a request."""

import logging
import time

import pytest
from celery import shared_task
from django.db import transaction

from portal.queueing import nudge_on_commit


@shared_task(name="tests.nudge")
def nudge(*, row: int) -> None:
    """Never run here: these tests are about its message."""


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
