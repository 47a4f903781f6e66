"""What is done in the background: telling people what happened to their submission, and tidying up."""

from celery import shared_task
from django.utils import timezone

from agencies.mails import MailNotSent
from portal.sweeps import note_sweep
from surveys.housekeeping import forget_scratch
from surveys.mails import send_step
from surveys.queries.telling import people_to_tell, step_to_tell


@shared_task(name="surveys.tell")
def tell(*, event_id: int, origin: str) -> None:
    """Have everybody mailed whom the step concerns, each by a message of their own.

    So a mail that has to be tried again is not sent again to those who have it.
    """
    if step := step_to_tell(event_id):
        for user_id in people_to_tell(step).values_list("pk", flat=True):
            mail_step.delay(event_id=event_id, user_id=user_id, origin=origin)


@shared_task(
    name="surveys.mail_step",
    autoretry_for=(MailNotSent,),
    max_retries=5,
    retry_backoff=30,
    retry_jitter=False,
)
def mail_step(*, event_id: int, user_id: int, origin: str) -> None:
    """Mail one person about the step, if it still concerns them."""
    if (step := step_to_tell(event_id)) and (user := people_to_tell(step).filter(pk=user_id).first()):
        send_step(step=step, user=user, origin=origin)


@shared_task(name="surveys.housekeeping")
def housekeeping() -> None:
    """Throw away what is kept for a while only."""
    now = timezone.now()
    forget_scratch(now=now)
    note_sweep("surveys.housekeeping", now=now)
