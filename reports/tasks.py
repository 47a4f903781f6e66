"""Workbooks in the background. The rows are the truth; messages only say where to look."""

from celery import shared_task
from django.utils import timezone

from portal.sweeps import note_sweep
from reports.services import building
from reports.services.expiring import expire_exports
from reports.services.sweeping import overdue_exports


@shared_task(name="reports.build_export")
def build_export(*, export_id: int) -> None:
    """Build one workbook, unless somebody else does already."""
    building.build_export(export_id=export_id, clock=timezone.now)


@shared_task(name="reports.sweep_exports")
def sweep_exports() -> None:
    """Queue again what waits or has fallen silent; give up what failed too often; delete what has expired."""
    now = timezone.now()
    for export_id in overdue_exports(now=now):
        build_export.delay(export_id=export_id)
    expire_exports(now=now)
    note_sweep("reports.sweep_exports", now=now)
