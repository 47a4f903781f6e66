"""Finding the exports that nobody builds."""

import datetime as dt

from reports.models import WorkbookExport
from reports.services.claims import ATTEMPTS, free
from reports.services.files import delete_files

OVERDUE_AFTER = dt.timedelta(seconds=15)
"""Younger ones are left to the message that was sent when they were asked for."""


def overdue_exports(*, now: dt.datetime) -> list[int]:
    """Ids to queue again. Those that were tried too often fail here, with the reason."""
    idle = WorkbookExport.objects.filter(free(now), touched_at__lt=now - OVERDUE_AFTER)
    for export in idle.filter(attempts__gte=ATTEMPTS):
        _give_up(export, now)
    return list(idle.filter(attempts__lt=ATTEMPTS).order_by("pk").values_list("pk", flat=True))


def _give_up(export: WorkbookExport, now: dt.datetime) -> None:
    failed = {"state": WorkbookExport.State.FAILED, "failure": WorkbookExport.Failure.GAVE_UP}
    idle = WorkbookExport.objects.filter(free(now), pk=export.pk)
    if idle.update(**failed, finished_at=now):
        delete_files(export)
