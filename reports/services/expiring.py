"""Deleting the files of workbooks after a while. Their rows stay."""

import datetime as dt

from django.conf import settings
from django.db.models import Q

from reports.models import WorkbookExport
from reports.services.files import delete_files

State = WorkbookExport.State


def expire_exports(*, now: dt.datetime) -> int:
    """Delete every file older than `EXPORT_DAYS`; returns how many.

    The row says so first, and forgets the name of the file last: what breaks off in between, the next sweep
    finishes.
    """
    old = Q(state=State.DONE, finished_at__lt=now - dt.timedelta(days=settings.EXPORT_DAYS))
    begun = Q(state=State.EXPIRED) & ~Q(file="")
    exports = list(WorkbookExport.objects.filter(old | begun))
    for export in exports:
        WorkbookExport.objects.filter(pk=export.pk).update(state=State.EXPIRED)
        delete_files(export)
        WorkbookExport.objects.filter(pk=export.pk).update(file="")
    return len(exports)
