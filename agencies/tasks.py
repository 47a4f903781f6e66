"""What concerns people and is done in the background."""

from celery import shared_task
from django.utils import timezone

from agencies.housekeeping import forget_old


@shared_task(name="agencies.housekeeping")
def housekeeping() -> None:
    """Throw away what is kept for a while only."""
    forget_old(now=timezone.now())
