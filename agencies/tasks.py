"""What concerns people and is done in the background."""

from celery import shared_task
from django.utils import timezone

from agencies.housekeeping import forget_old
from agencies.inviting import sending
from agencies.inviting.pacing import next_to_send, note_unknown
from agencies.mails import MailNotSent, send_letter, send_password_link
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


@shared_task(name="agencies.send_due")
def send_due() -> None:
    """Hand out the invitations whose turn it is, and note those that a killed worker left behind."""
    now = timezone.now()
    note_unknown(now=now)
    for invitation_id, seconds in next_to_send(now=now):
        send_invitation.apply_async(kwargs={"invitation_id": invitation_id}, countdown=seconds)
    note_sweep("agencies.send_due", now=now)


@shared_task(name="agencies.send_invitation", soft_time_limit=100, time_limit=120)
def send_invitation(*, invitation_id: int) -> None:
    """Send one invitation, unless somebody else does or did. See agencies.inviting.sending."""
    sending.send_invitation(invitation_id=invitation_id, clock=timezone.now)


@shared_task(
    name="agencies.mail_letter",
    autoretry_for=(MailNotSent,),
    max_retries=5,
    retry_backoff=30,
    retry_jitter=False,
)
def mail_letter(*, user_id: int, letter: str, to: str) -> None:
    """Mail a letter that needs no more than the person; `to` may be an address that was theirs."""
    if user := User.objects.filter(pk=user_id, is_active=True).first():
        send_letter(user=user, letter=letter, context={}, to=to)
