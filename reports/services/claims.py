"""Who builds an export: one worker at a time, known by the number of its attempt."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from reports.models import WorkbookExport

State = WorkbookExport.State

SILENT_AFTER = dt.timedelta(minutes=2)
"""A worker gives a sign of life every few seconds; after this long it is taken for dead."""

ATTEMPTS = 3


class Superseded(Exception):
    """Another worker has taken the export over."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to build `export`, as long as no later attempt was begun."""

    export: WorkbookExport

    def update(self, **values: Any) -> None:
        """Change the row; raises `Superseded` if it is somebody else's by now."""
        mine = WorkbookExport.objects.filter(
            pk=self.export.pk, state=State.RUNNING, attempts=self.export.attempts
        )
        if not mine.update(**values):
            raise Superseded


def claim(*, export_id: int, now: dt.datetime) -> Claim | None:
    """Take the export, if it waits or its worker has fallen silent; None if it is not to be had."""
    export = WorkbookExport.objects.select_related(
        "round__questionnaire", "run__questionnaire", "requested_by"
    ).get(pk=export_id)
    untouched = WorkbookExport.objects.filter(
        free(now), pk=export_id, attempts=export.attempts, attempts__lt=ATTEMPTS
    )
    export.attempts += 1
    taken = untouched.update(state=State.RUNNING, attempts=export.attempts, touched_at=now, rows_done=0)
    return Claim(export) if taken else None


def free(now: dt.datetime) -> Q:
    """Exports that nobody works on."""
    return Q(state=State.QUEUED) | Q(state=State.RUNNING, touched_at__lt=now - SILENT_AFTER)
