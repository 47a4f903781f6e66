"""What became of reminders, and whom each step concerns."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from reports.queries.names import named
from surveys.models import (
    AutomaticReminders,
    Reminder,
    ReminderMail,
    ReminderMailQuerySet,
    ReminderTexts,
    Round,
)
from surveys.reminding.automatic import DAYS_BEFORE
from surveys.reminding.steps import BY_HAND, Audiences, Step, audiences_of, concerned
from surveys.reminding.texts import Texts, texts_in

State = ReminderMail.State
UNSENT = (State.WAITING, State.SENDING, State.STOPPED)


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
        """Whether something is still to come by itself."""
        return self.done + self.stopped < self.total

    @property
    def stoppable(self) -> int:
        return self.counts[State.WAITING]

    @property
    def stopped(self) -> int:
        return self.counts[State.STOPPED]

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


@dataclass(frozen=True, slots=True)
class AutomaticText:
    """What an automatic step says: `changed` is the manager's row, None where the standard text stands.

    `is_sent`: a mail of the step was written, so that its text is not changed any more.
    """

    texts: Texts
    changed: ReminderTexts | None
    is_sent: bool


def automatic_text(survey_round: Round, step: Step) -> AutomaticText:
    """Two queries. What was sent says what was sent, whatever the standard text is by now."""
    changed = ReminderTexts.objects.filter(round=survey_round, step=step).select_related("changed_by").first()
    sent = Reminder.objects.filter(round=survey_round, step=step).first()
    return AutomaticText(texts_in(sent or changed, step), changed, sent is not None)


def reminders_of(survey_round: Round) -> list[Sent]:
    """Latest first. One query."""
    reminders = Reminder.objects.filter(round=survey_round)
    counts = {state.value: Count("mails", filter=Q(mails__state=state)) for state in State}
    with_people = reminders.select_related("created_by", "stopped_by", "round")
    return [_sent(each) for each in with_people.annotate(**counts)]


def _sent(row: Reminder) -> Sent:
    return Sent(row, {state: getattr(row, state.value) for state in State})


def log_of(reminder: Reminder, state: str, q: str = "") -> ReminderMailQuerySet:
    """The mails by agency; `state` "" is all, `q` a part of an address or of an agency's name or code."""
    mails = reminder.mails.select_related("user", "submission__agency")
    chosen = mails.filter(state=state) if state else mails
    if q:
        agencies = named(q, reminder.round)
        chosen = chosen.filter(Q(address__icontains=q) | Q(submission__agency__in=agencies))
    return chosen.order_by("submission__agency__code", "address")
