"""Reminders that the portal itself sends before the last day of each agency."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.actions import Action
from audit.services import record as audit
from surveys.models import AutomaticReminders, Reminder, Round
from surveys.reminding.queueing import locked_round, queue
from surveys.reminding.steps import NOBODY, Audiences, Step, audiences_of, concerned
from surveys.reminding.texts import texts_of

DAYS_BEFORE: Final[Mapping[Step, int]] = {Step.DAYS_30: 30, Step.DAYS_7: 7, Step.DAYS_1: 1}
EARLIEST: Final = dt.time(8)
"""In Asia/Bangkok: nobody is woken by a reminder."""
MADE_UP_FOR: Final = 2
"""So many days later a reminder is still sent, where nothing ran on its day; never after the last day."""


def queue_automatic(*, now: dt.datetime) -> int:
    """Write down the mails that are due in every round whose switch is on; returns how many are new."""
    if timezone.localtime(now).time() < EARLIEST:
        return 0
    rounds = Round.objects.filter(state=Round.State.OPEN, automatic_reminders__switched_on=True)
    due = [(each, step) for each in rounds for step in DAYS_BEFORE if _audiences(each, step, now).new]
    return sum(_queue(each.pk, step, now) for each, step in due)


@transaction.atomic
def _queue(round_id: int, step: Step, now: dt.datetime) -> int:
    """Judged anew under the lock: two may have found the same to be due."""
    survey_round = locked_round(round_id)
    found = _audiences(survey_round, step, now)
    if not found.new:
        return 0
    reminder = _reminder(survey_round.automatic_reminders, step, now)
    number = queue(reminder=reminder, recipients=found.new, now=now)
    after = {"step": step.value, "mails": number}
    audit(action=Action.REMINDER_STARTED, code=survey_round.code, user=None, now=now, after=after)
    return number


def _audiences(survey_round: Round, step: Step, now: dt.datetime) -> Audiences:
    """Nobody where the switch is off or the round takes no answers."""
    switch = survey_round.automatic_reminders
    if not switch.switched_on or survey_round.state != Round.State.OPEN or now < survey_round.opens_at:
        return NOBODY
    due = _due(survey_round, *last_days(step, timezone.localdate(switch.changed_at), timezone.localdate(now)))
    return audiences_of(concerned(survey_round, step).filter(due), step)


def last_days(step: Step, since: dt.date, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last of the last days that the step is due for today, switched on `since`."""
    before = dt.timedelta(days=DAYS_BEFORE[step])
    made_up_for = today + before - dt.timedelta(days=MADE_UP_FOR)
    return max(today, since + before, made_up_for), today + before


def _due(survey_round: Round, first: dt.date, last: dt.date) -> Q:
    """Submissions whose own last day is one of these."""
    extended = Q(extended_to__gt=survey_round.closes_on, extended_to__range=(first, last))
    ordinary = ~Q(extended_to__isnull=False, extended_to__gt=survey_round.closes_on)
    return extended | ordinary if first <= survey_round.closes_on <= last else extended


def _reminder(switch: AutomaticReminders, step: Step, now: dt.datetime) -> Reminder:
    """One a step, to which later mails are added: more time lets agencies become due later."""
    made = {"origin": switch.origin, "created_at": now, **asdict(texts_of(switch.round, step))}
    return Reminder.objects.select_for_update().get_or_create(
        round=switch.round, step=step, automatic=True, defaults=made
    )[0]
