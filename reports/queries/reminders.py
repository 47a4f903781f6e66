"""What became of reminders, and whom each step concerns."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from surveys.models import AutomaticReminders, Reminder, ReminderMail, ReminderMailQuerySet, Round
from surveys.reminding.automatic import DAYS_BEFORE
from surveys.reminding.steps import BY_HAND, Audiences, Step, audiences_of, concerned

State = ReminderMail.State
UNSENT = (State.WAITING, State.SENDING)


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder, and how many of its mails are in each state."""

    reminder: Reminder
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.total - sum(self.counts[each] for each in UNSENT)

    @property
    def running(self) -> bool:
        return self.done < self.total

    @property
    def failed(self) -> int:
        return self.counts[State.FAILED]


def steps_of(survey_round: Round) -> list[tuple[Step, Audiences]]:
    """The steps that can be sent by hand, and whom each concerns now. Some queries a step."""
    steps = [step for step in BY_HAND if step != Step.WAITING or survey_round.needs_sign_off]
    return [(step, audiences_of(concerned(survey_round, step), step)) for step in steps]


@dataclass(frozen=True, slots=True)
class Automatic:
    """The switch of a round (None: never touched), and on which day each reminder goes to most agencies."""

    switch: AutomaticReminders | None
    days: tuple[tuple[Step, dt.date], ...]

    @property
    def is_on(self) -> bool:
        return bool(self.switch and self.switch.switched_on)


def automatic_of(survey_round: Round) -> Automatic:
    """One query."""
    switch = AutomaticReminders.objects.filter(round=survey_round).select_related("changed_by").first()
    days = ((step, survey_round.closes_on - dt.timedelta(days=n)) for step, n in DAYS_BEFORE.items())
    return Automatic(switch, tuple(days))


def reminders_of(survey_round: Round) -> list[Sent]:
    """Latest first. One query."""
    reminders = Reminder.objects.filter(round=survey_round).select_related("created_by", "round")
    counts = {state.value: Count("mails", filter=Q(mails__state=state)) for state in State}
    return [_sent(each) for each in reminders.annotate(**counts)]


def _sent(row: Reminder) -> Sent:
    return Sent(row, {state: getattr(row, state.value) for state in State})


def log_of(reminder: Reminder, state: str) -> ReminderMailQuerySet:
    """The mails, those that need somebody first; `state` "" is all."""
    mails = reminder.mails.select_related("user", "submission__agency")
    chosen = mails.filter(state=state) if state else mails
    return chosen.order_by("submission__agency__code", "address")
