"""Stopping a reminder that is being sent, and going on with it."""

from smtplib import SMTPDataError
from typing import Any

import pytest
from django.core import mail

from agencies.models import User
from audit.models import AuditEntry
from surveys import tasks
from surveys.models import Reminder, ReminderMail, Round
from surveys.reminding.pacing import next_to_send
from surveys.reminding.queueing import queue
from surveys.reminding.sending import claim, send_mail
from surveys.reminding.steps import Step
from surveys.services.errors import ReminderRefused
from surveys.services.reminders import continue_reminder, send_again, stop_reminder
from tests.rounds import DURING
from tests.surveys.services.test_reminders import LATER, SEND, clock, found, send_all, start, states


@pytest.fixture(autouse=True)
def no_messages(monkeypatch):
    monkeypatch.setattr(tasks.send_reminders, "delay", lambda **_arguments: None)


@pytest.fixture
def reminder(survey_round: Round, officer: User, other_officer: User, manager: User) -> Reminder:
    """Of two mails one was sent."""
    reminder = start(survey_round, manager)
    send_mail(mail_id=reminder.mails.get(user=officer).pk, clock=clock)
    return reminder


def stop(reminder: Reminder, manager: User) -> int:
    return stop_reminder(reminder=reminder, user=manager, now=LATER)


def go_on(reminder: Reminder, manager: User) -> int:
    return continue_reminder(reminder=reminder, user=manager, now=LATER)


def test_what_waits_is_stopped_and_waits_again(reminder: Reminder, manager: User):
    assert (stop(reminder, manager), stop(reminder, manager)) == (1, 0)
    assert states(reminder) == {"officer": "sent", "other.officer": "stopped"}
    send_all(reminder)
    send_mail(mail_id=reminder.mails.stopped().get().pk, clock=clock)
    assert (len(mail.outbox), next_to_send(now=LATER)) == (1, [])
    reminder.refresh_from_db()
    assert (reminder.stopped_at, reminder.stopped_by) == (LATER, manager)

    assert (go_on(reminder, manager), go_on(reminder, manager)) == (1, 0)
    reminder.refresh_from_db()
    assert (reminder.stopped_at, len(next_to_send(now=LATER))) == (None, 1)
    send_all(reminder)
    assert (states(reminder), len(mail.outbox)) == ({"officer": "sent", "other.officer": "sent"}, 2)
    entries = AuditEntry.objects.filter(action__in=["round.reminder_stopped", "round.reminder_continued"])
    assert list(entries.order_by("pk").values_list("action", "code", "actor", "after")) == [
        ("round.reminder_stopped", "2569", manager.pk, {"step": "not_started", "mails": 1}),
        ("round.reminder_continued", "2569", manager.pk, {"step": "not_started", "mails": 1}),
    ]


def test_what_a_worker_has_taken_is_finished(reminder: Reminder, other_officer: User, manager: User):
    taken = claim(mail_id=reminder.mails.get(user=other_officer).pk, now=LATER)
    assert (stop(reminder, manager), states(reminder)["other.officer"]) == (0, "sending")
    assert taken is not None
    taken.update(state="sent", sent_at=LATER)
    assert states(reminder) == {"officer": "sent", "other.officer": "sent"}


def test_what_the_server_puts_off_meanwhile_is_stopped_too(
    survey_round: Round, officer, other_officer, office_officer, manager: User, monkeypatch
):
    reminder = start(survey_round, manager)

    def put_off(*_arguments: Any) -> None:
        stop(reminder, manager)
        raise SMTPDataError(451, b"later")

    monkeypatch.setattr(SEND, put_off)
    send_mail(mail_id=reminder.mails.get(user=officer).pk, clock=clock)
    assert set(states(reminder).values()) == {"stopped"}


def test_what_is_all_sent_cannot_be_stopped(reminder: Reminder, manager: User):
    send_all(reminder)
    assert stop(reminder, manager) == 0
    reminder.refresh_from_db()
    assert reminder.stopped_at is None


def test_nothing_is_sent_again_before_it_goes_on(reminder: Reminder, officer: User, manager: User):
    reminder.mails.filter(user=officer).update(state="failed", failure="refused")
    stop(reminder, manager)
    with pytest.raises(ReminderRefused) as refused:
        send_again(mails=ReminderMail.objects.all(), reminder=reminder, user=manager, now=LATER)
    assert (refused.value.code, states(reminder)["officer"]) == ("reminder_stopped", "failed")


def test_not_after_the_round(reminder: Reminder, manager: User):
    stop(reminder, manager)
    Round.objects.update(state="closed")
    with pytest.raises(ReminderRefused) as refused:
        go_on(reminder, manager)
    assert (refused.value.code, states(reminder)["other.officer"]) == ("reminder_not_open", "stopped")


def test_who_waits_in_a_stopped_one_has_not_had_it(survey_round: Round, reminder: Reminder, manager: User):
    stop(reminder, manager)
    here = found(survey_round, Step.NOT_STARTED)
    assert (list(here.new), here.reminded, here.stopped) == ([], 1, 1)


def test_later_ones_of_a_stopped_automatic_reminder_are_stopped_too(
    survey_round: Round, officer, other_officer, manager: User
):
    reminder = start(survey_round, manager)
    reminder.mails.all().delete()
    Reminder.objects.filter(pk=reminder.pk).update(stopped_at=DURING, stopped_by=manager)
    reminder.refresh_from_db()
    from_now = found(survey_round, Step.NOT_STARTED).new
    assert queue(reminder=reminder, recipients=from_now, now=LATER) == 2
    assert set(states(reminder).values()) == {"stopped"}
