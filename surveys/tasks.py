"""What is done in the background: telling people what happened, reminding them, and tidying up."""

from celery import shared_task
from django.utils import timezone

from agencies.mails import MailNotSent
from portal.sweeps import note_sweep
from surveys.housekeeping import forget_scratch
from surveys.mails import send_step
from surveys.queries.telling import people_to_tell, step_to_tell
from surveys.reminding import sending
from surveys.reminding.automatic import queue_automatic
from surveys.reminding.pacing import next_to_send, note_unknown


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


@shared_task(name="surveys.send_reminders")
def send_reminders() -> None:
    """Hand out the mails whose turn it is, and note those that a killed worker left behind."""
    now = timezone.now()
    note_unknown(now=now)
    for mail_id, seconds in next_to_send(now=now):
        send_reminder_mail.apply_async(kwargs={"mail_id": mail_id}, countdown=seconds)
    note_sweep("surveys.send_reminders", now=now)


@shared_task(name="surveys.remind_before_last_day")
def remind_before_last_day() -> None:
    """Write down the automatic reminders that are due; `send_reminders` sends them."""
    now = timezone.now()
    queue_automatic(now=now)
    note_sweep("surveys.remind_before_last_day", now=now)


@shared_task(name="surveys.send_reminder_mail", soft_time_limit=100, time_limit=120)
def send_reminder_mail(*, mail_id: int) -> None:
    """Send one mail, unless somebody else does or did. See surveys.reminding.sending."""
    sending.send_mail(mail_id=mail_id, clock=timezone.now)
