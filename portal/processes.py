"""The portal's processes, as one of them sees the others."""

from collections.abc import Callable
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone

from portal.sweeps import is_late, last_sweeps

PING_SECONDS = 1.0


class Away(Exception):
    """It does not answer, or not what it should."""


def ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_broker() -> None:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=3)


def ask_worker() -> None:
    """Raises `Away` unless a worker answers within PING_SECONDS."""
    if not current_app.control.ping(timeout=PING_SECONDS):
        raise Away("no worker answers")


def ask_beat() -> None:
    """Raises `Away` if nothing that the beat starts has run lately: it is away, or no worker works."""
    now = timezone.now()
    sweeps = last_sweeps()
    if all(is_late(name, at, now=now) for name, at in sweeps.items()):
        raise Away("no sweep has run")


QUESTIONS: dict[str, Callable[[], None]] = {
    "database": ask_database,
    "broker": ask_broker,
    "worker": ask_worker,
    "beat": ask_beat,
}


def waiting_tasks() -> int:
    """How many messages wait in the queue; those that a worker has taken already are not among them."""
    with current_app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=3)
        channel: Any = broker.default_channel
        try:
            size: int = channel.queue_declare(settings.CELERY_TASK_DEFAULT_QUEUE, passive=True).message_count
        except broker.channel_errors:
            # To Redis, a queue in which nothing waits is a queue that is not there.
            return 0
        return size
