"""What happens to rounds because time passes."""

from celery import shared_task
from django.utils import timezone

from portal.sweeps import note_sweep
from surveys.services.rounds_clock import keep_time as keep_time_of_rounds


@shared_task(name="surveys.keep_time")
def keep_time() -> None:
    """Open and close what is due; a beat that was lost is made good by the next one."""
    now = timezone.now()
    keep_time_of_rounds(now=now)
    note_sweep("surveys.keep_time", now=now)
