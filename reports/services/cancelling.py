"""Cancelling a workbook that nobody needs any more."""

import datetime as dt
from functools import partial

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from reports.models import WorkbookExport
from reports.services.files import delete_files
from reports.services.writing_down import write_down


class NothingToCancel(Exception):
    """It is ready, has failed, or was cancelled meanwhile."""


@transaction.atomic
def cancel_export(*, export: WorkbookExport, user: User, now: dt.datetime) -> None:
    """No worker begins it any more; one that is at it stops at its next row. Raises `NothingToCancel`."""
    unfinished = WorkbookExport.objects.unfinished().filter(pk=export.pk)
    cancelled = {"state": WorkbookExport.State.CANCELLED, "cancelled_by": user, "finished_at": now}
    if not unfinished.update(**cancelled, touched_at=now):
        raise NothingToCancel
    export.refresh_from_db()
    write_down(action=Action.WORKBOOK_CANCELLED, export=export, user=user, now=now)
    transaction.on_commit(partial(delete_files, export))
