"""Telling a worker that there is something to do."""

from typing import Any

from celery.app.task import Task
from django.db import transaction


def nudge_on_commit(task: Task[..., Any], **arguments: int | str) -> None:
    """Queue `task` once the rows it works on are committed.

    The message is only a nudge, so this never fails the request that calls it: when the broker is away the
    error is logged, and the beat's sweep queues the row again.
    """
    transaction.on_commit(lambda: task.delay(**arguments), robust=True)
