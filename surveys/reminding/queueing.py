"""Writing down the mails of a reminder, for a worker to send."""

import datetime as dt
from collections.abc import Iterable

from surveys.models import Reminder, ReminderMail, Round, Submission
from surveys.reminding.recipients import Recipient

State = ReminderMail.State


def locked_round(round_id: int) -> Round:
    """The round and its submissions, held in the order in which closing it takes them."""
    list(Submission.objects.filter(round=round_id).select_for_update().order_by("pk").values_list("pk"))
    return Round.objects.select_for_update().get(pk=round_id)


def queue(*, reminder: Reminder, recipients: Iterable[Recipient], now: dt.datetime) -> int:
    """How many were written down. A person who has had the mail of the step is an IntegrityError.

    Whoever comes to a reminder that is stopped waits with the others until it is continued.
    """
    state = State.STOPPED if reminder.stopped_at else State.WAITING
    mails = [
        ReminderMail(
            reminder=reminder,
            step=reminder.step,
            submission=each.submission,
            user=each.user,
            address=each.user.email,
            state=state,
            due_at=now,
        )
        for each in recipients
    ]
    return len(ReminderMail.objects.bulk_create(mails, batch_size=500))
