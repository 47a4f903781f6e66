"""Sending one mail of a reminder, so that nobody gets two.

A worker takes the row first, gives the mail to the server, and writes down what the server said. Killed
before it took the row, it leaves the row waiting, for another. Killed afterwards, it leaves the row in the
state "sending": whether the server has the mail, nobody can know, so the row becomes "unknown" and a person
decides. It is never sent a second time by itself.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from agencies.mails import MailPostponed, MailRefused, MailUncertain, deliver
from surveys.models import Reminder, ReminderMail, Round
from surveys.reminding.letters import reminder_letter
from surveys.reminding.steps import Step, concerned, people_of

Clock = Callable[[], dt.datetime]
State, Failure = ReminderMail.State, ReminderMail.Failure

ATTEMPTS = 5
WAIT = dt.timedelta(minutes=2)
REPLY_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one mail, as long as no later attempt was begun."""

    mail: ReminderMail

    def update(self, **values: Any) -> None:
        """Change the row, unless a later attempt was begun meanwhile."""
        ReminderMail.objects.filter(
            pk=self.mail.pk, attempts=self.mail.attempts, state__in=[State.SENDING, State.UNKNOWN]
        ).update(**values)


def send_mail(*, mail_id: int, clock: Clock) -> None:
    """Send it, if it waits, is due and still concerns the person; what the server says is kept in the row."""
    taken = claim(mail_id=mail_id, now=clock())
    if taken is None:
        return
    if not _still_concerns(taken.mail):
        taken.update(state=State.DROPPED)
        return
    try:
        deliver(reminder_letter(taken.mail))
    except MailRefused as refusal:
        _fail(taken, Failure.REFUSED, refusal.reply)
    except MailPostponed as refusal:
        _postpone(taken, refusal.reply, clock())
    except MailUncertain:
        taken.update(state=State.UNKNOWN)
    else:
        taken.update(state=State.SENT, sent_at=clock(), reply="")


def claim(*, mail_id: int, now: dt.datetime) -> Claim | None:
    """Take the mail; None if another worker has it, or it is not to be sent."""
    # Conditions on this table only: with a join, Django would look first and update afterwards.
    waiting = ReminderMail.objects.waiting().filter(pk=mail_id, due_at__lte=now)
    if not waiting.update(state=State.SENDING, attempts=F("attempts") + 1, claimed_at=now):
        return None
    mails = ReminderMail.objects.select_related("reminder", "user", "submission__agency", "submission__round")
    mail = mails.get(pk=mail_id)
    mail.address = mail.user.email
    mail.save(update_fields=["address"])
    return Claim(mail)


def _still_concerns(mail: ReminderMail) -> bool:
    """Not if the agency has taken the step meanwhile, or the person has left it."""
    survey_round = mail.submission.round
    if survey_round.state != Round.State.OPEN:
        return False
    found = concerned(survey_round, Step(mail.step)).filter(pk=mail.submission_id)
    return mail.user_id in people_of(found).get(mail.submission_id, [])


def _postpone(taken: Claim, reply: str, now: dt.datetime) -> None:
    """Nothing was sent, so it can be tried again, after twice the time each time."""
    attempts = taken.mail.attempts
    if attempts >= ATTEMPTS:
        _fail(taken, Failure.GAVE_UP, reply)
    else:
        _wait(taken, due_at=now + WAIT * 2 ** (attempts - 1), queued_at=None, reply=reply[:REPLY_LENGTH])


@transaction.atomic
def _wait(taken: Claim, **values: Any) -> None:
    """Under the lock that stopping takes: what was on its way then does not wait either."""
    reminder = Reminder.objects.select_for_update().get(pk=taken.mail.reminder_id)
    taken.update(state=State.STOPPED if reminder.stopped_at else State.WAITING, **values)


def _fail(taken: Claim, failure: ReminderMail.Failure, reply: str) -> None:
    taken.update(state=State.FAILED, failure=failure, reply=reply[:REPLY_LENGTH])
