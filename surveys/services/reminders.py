"""Reminders that EGA's managers send."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record as audit
from portal.queueing import nudge_on_commit
from surveys.models import (
    AutomaticReminders,
    Reminder,
    ReminderMail,
    ReminderMailQuerySet,
    Round,
)
from surveys.reminding.queueing import locked_round, queue
from surveys.reminding.steps import Narrowed, Step, audiences_of, concerned
from surveys.reminding.texts import Texts
from surveys.services.errors import ReminderRefused
from surveys.tasks import send_reminders

State = ReminderMail.State


@transaction.atomic
def start_reminder(
    *,
    survey_round: Round,
    step: Step,
    to: Narrowed,
    texts: Texts,
    shown: str,
    origin: str,
    user: User,
    now: dt.datetime,
) -> Reminder:
    """Have everybody mailed whom the step concerns and who has not had its mail. Raises `ReminderRefused`.

    `shown` is the digest of the recipients that the manager looked at. Of two who start the same at once, the
    second finds nobody left.
    """
    locked = locked_round(survey_round.pk)
    _refuse_unless_open(locked, now)
    found = audiences_of(concerned(locked, step, to.submissions), step)
    if not found.new:
        raise ReminderRefused("nobody_left")
    if found.digest != shown:
        raise ReminderRefused("recipients_changed")
    reminder = Reminder.objects.create(
        round=locked,
        step=step,
        filters=dict(to.filters),
        origin=origin,
        created_by=user,
        created_at=now,
        **asdict(texts),
    )
    number = queue(reminder=reminder, recipients=found.new, now=now)
    after = {"step": step.value, "mails": number} | ({"filters": dict(to.filters)} if to.filters else {})
    audit(action=Action.REMINDER_STARTED, code=locked.code, user=user, now=now, after=after)
    nudge_on_commit(send_reminders)
    return reminder


@transaction.atomic
def send_again(*, mails: ReminderMailQuerySet, reminder: Reminder, user: User, now: dt.datetime) -> int:
    """Send those of the reminder's `mails` once more that failed or are in doubt; returns how many.

    Raises `ReminderRefused` while it is stopped.
    """
    if _locked(reminder).stopped_at:
        raise ReminderRefused("reminder_stopped")
    chosen = mails.filter(reminder=reminder).sendable_again()
    fresh = {"failure": "", "reply": "", "attempts": 0, "queued_at": None}
    number = chosen.update(state=State.WAITING, due_at=now, **fresh)
    if number:
        code, after = reminder.round.code, {"step": reminder.step, "mails": number}
        audit(action=Action.REMINDER_SENT_AGAIN, code=code, user=user, now=now, after=after)
        nudge_on_commit(send_reminders)
    return number


@transaction.atomic
def stop_reminder(*, reminder: Reminder, user: User, now: dt.datetime) -> int:
    """What waits is not sent until somebody continues it; returns how many. What is on its way goes."""
    locked = _locked(reminder)
    if locked.stopped_at:
        return 0
    number = locked.mails.waiting().update(state=State.STOPPED)
    if number:
        _note(locked, Action.REMINDER_STOPPED, number, user, now, stopped_at=now, stopped_by=user)
    return number


@transaction.atomic
def continue_reminder(*, reminder: Reminder, user: User, now: dt.datetime) -> int:
    """What was stopped waits again for its turn; returns how many. Raises `ReminderRefused`."""
    locked = _locked(reminder)
    if not locked.stopped_at:
        return 0
    _refuse_unless_open(locked.round, now)
    number = locked.mails.stopped().update(state=State.WAITING, due_at=now, queued_at=None)
    _note(locked, Action.REMINDER_CONTINUED, number, user, now, stopped_at=None, stopped_by=None)
    nudge_on_commit(send_reminders)
    return number


@transaction.atomic
def switch_automatic(*, survey_round: Round, on: bool, origin: str, user: User, now: dt.datetime) -> None:
    """Let the portal itself remind the agencies before their last day, or stop that."""
    Round.objects.select_for_update().get(pk=survey_round.pk)
    there = AutomaticReminders.objects.filter(round=survey_round).first()
    if on == bool(there and there.switched_on):
        return
    changed = {"switched_on": on, "origin": origin, "changed_by": user, "changed_at": now}
    AutomaticReminders.objects.update_or_create(round=survey_round, defaults=changed)
    action = Action.AUTOMATIC_REMINDERS_ON if on else Action.AUTOMATIC_REMINDERS_OFF
    audit(action=action, code=survey_round.code, user=user, now=now)


def _locked(reminder: Reminder) -> Reminder:
    return Reminder.objects.select_for_update(of=("self",)).select_related("round").get(pk=reminder.pk)


def _note(
    reminder: Reminder, action: Action, mails: int, user: User, now: dt.datetime, **changed: Any
) -> None:
    """Write the change down, in the row and in the audit."""
    for name, value in changed.items():
        setattr(reminder, name, value)
    reminder.save(update_fields=list(changed))
    audit(
        action=action,
        code=reminder.round.code,
        user=user,
        now=now,
        after={"step": reminder.step, "mails": mails},
    )


def _refuse_unless_open(survey_round: Round, now: dt.datetime) -> None:
    if survey_round.state != Round.State.OPEN or now < survey_round.opens_at:
        raise ReminderRefused("reminder_not_open")
