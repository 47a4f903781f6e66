"""The Celery application of web, worker and beat."""

import os
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class NudgeTask(DjangoTask[..., Any]):
    """A task whose message is only a nudge: the row it works on is already committed.

    `delay_on_commit` therefore never fails the request that calls it. When the broker is away the error is
    logged, and the beat's sweep queues the row again.
    """

    abstract = True

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        transaction.on_commit(lambda: self.delay(*args, **kwargs), robust=True)


app = Celery("portal", task_cls=NudgeTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
