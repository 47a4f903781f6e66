"""What the portal itself sends before the last day: when, to whom, and once."""

import datetime as dt

import pytest
from django.utils import timezone

from agencies.models import User
from audit.models import AuditEntry
from surveys import tasks
from surveys.models import AutomaticReminders, Reminder, ReminderMail, Round
from surveys.reminding.automatic import last_days, queue_automatic
from surveys.reminding.steps import Step
from surveys.services.reminders import switch_automatic
from tests.reports.making import sign, submit
from tests.rounds import BANGKOK, DURING, OPENS

ORIGIN = "https://portal.example.go.th"


def at(day: int, hour: int = 9, month: int = 7) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=BANGKOK)


@pytest.fixture
def on(survey_round: Round, officer: User, manager: User) -> Round:
    switch(survey_round, manager, at(1))
    return survey_round


def switch(survey_round: Round, manager: User, now: dt.datetime = DURING, on: bool = True) -> None:
    switch_automatic(survey_round=survey_round, on=on, origin=ORIGIN, user=manager, now=now)


def sent() -> list[tuple[str, str]]:
    return [(each.step, each.address.partition("@")[0]) for each in ReminderMail.objects.order_by("pk").all()]


@pytest.mark.parametrize(
    "now, step",
    [
        (at(1), "days_30"),
        (at(3), "days_30"),
        (at(4), None),
        (at(23), None),
        (at(24, 7), None),
        (at(24, 8), "days_7"),
        (at(26), "days_7"),
        (at(27), None),
        (at(30), "days_1"),
        (at(31), "days_1"),
        (at(1, month=8), None),
    ],
)
def test_when(on: Round, now: dt.datetime, step: str | None):
    queue_automatic(now=now)
    assert sent() == ([(step, "officer")] if step else [])


def test_hour_after_hour_each_goes_once(on: Round, other_officer: User):
    numbers = [
        queue_automatic(now=at(1, hour) + day * dt.timedelta(days=1)) for day in range(31) for hour in (9, 10)
    ]
    assert (sum(numbers), Reminder.objects.count(), len(sent())) == (6, 3, 6)
    reminder = Reminder.objects.get(step="days_7")
    assert (reminder.automatic, reminder.created_by, reminder.origin) == (True, None, ORIGIN)


def test_what_passed_before_it_was_switched_on_is_not_made_up_for(survey_round, officer, manager):
    switch(survey_round, manager, at(25))
    queue_automatic(now=at(25))
    assert sent() == []
    queue_automatic(now=at(30))
    assert sent() == [("days_1", "officer")]


def test_more_time_moves_the_day(on: Round, other_officer: User):
    on.submissions.filter(agency__code="D1201").update(extended_to=dt.date(2026, 8, 10))
    queue_automatic(now=at(24))
    assert sent() == [("days_7", "officer")]
    queue_automatic(now=at(3, month=8))
    assert sent() == [("days_7", "officer"), ("days_7", "other.officer")]
    assert Reminder.objects.count() == 1


def test_who_has_responded_is_left_alone_and_who_must_sign_is_asked(
    on: Round, officer, approver, other_officer
):
    submit(on.submissions.get(agency__code="D1101"), officer)
    sign(on.submissions.get(agency__code="D1201"), other_officer)
    queue_automatic(now=at(24))
    assert sent() == [("days_7", "approver")]


@pytest.mark.parametrize("state", ["preparing", "closed"])
def test_only_while_the_round_is_open(on: Round, state: str):
    Round.objects.update(state=state)
    assert queue_automatic(now=at(24)) == 0


def test_not_without_the_switch(on: Round, manager: User):
    switch(on, manager, at(2), on=False)
    assert queue_automatic(now=at(24)) == 0
    AutomaticReminders.objects.all().delete()
    assert queue_automatic(now=at(24)) == 0


def test_the_days_that_are_due():
    assert last_days(Step.DAYS_7, OPENS, dt.date(2026, 7, 24)) == (dt.date(2026, 7, 29), dt.date(2026, 7, 31))


def test_switching_and_sending_are_written_down(on: Round, manager: User):
    switch(on, manager, at(2))
    queue_automatic(now=at(24))
    switch(on, manager, at(25), on=False)
    entries = AuditEntry.objects.filter(action__contains="reminder").order_by("pk")
    assert list(entries.values_list("action", "actor", "after")) == [
        ("round.automatic_reminders_on", manager.pk, None),
        ("round.reminder_started", None, {"step": "days_7", "mails": 1}),
        ("round.automatic_reminders_off", manager.pk, None),
    ]


def test_the_task(on: Round, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(24))
    tasks.remind_before_last_day()
    assert sent() == [("days_7", "officer")]
