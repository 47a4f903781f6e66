"""What concerns people and is done in the background."""

from celery import shared_task
from django.utils import timezone

from agencies.housekeeping import forget_old
from agencies.mails import MailNotSent, send_password_link
from agencies.models import User
from portal.sweeps import note_sweep


@shared_task(
    name="agencies.mail_password_link",
    autoretry_for=(MailNotSent,),
    max_retries=5,
    retry_backoff=30,
    retry_jitter=False,
)
def mail_password_link(*, user_id: int, origin: str) -> None:
    """Mail the link to a new password, made here so that it never travels through the broker.

    There is a message for every request, so it may name an account that does not exist.
    """
    if user := User.objects.filter(pk=user_id, is_active=True).first():
        send_password_link(user=user, origin=origin)


@shared_task(name="agencies.housekeeping")
def housekeeping() -> None:
    """Throw away what is kept for a while only."""
    now = timezone.now()
    forget_old(now=now)
    note_sweep("agencies.housekeeping", now=now)
