"""Whom a reminder reaches, what it says, and that nobody gets it twice."""

import datetime as dt
from collections.abc import Callable
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Membership, Role, User
from audit.models import AuditEntry
from surveys import tasks
from surveys.models import Reminder, ReminderMail, Round, Submission, SubmissionQuerySet
from surveys.reminding.pacing import SILENT_AFTER, next_to_send, note_unknown
from surveys.reminding.sending import ATTEMPTS, send_mail
from surveys.reminding.sending import claim as claim_mail
from surveys.reminding.steps import BY_HAND, Narrowed, Step, audiences_of, concerned
from surveys.reminding.texts import Texts, filled, first_texts, unknown_placeholders
from surveys.services.errors import ReminderRefused
from surveys.services.reminders import send_again, start_reminder
from tests.people import make_member
from tests.reports.making import begin, sign, submit
from tests.rounds import BEFORE, DURING

ORIGIN = "https://portal.example.go.th"
LATER = DURING + dt.timedelta(minutes=10)
SEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"
State = ReminderMail.State


@pytest.fixture(autouse=True)
def no_messages(monkeypatch):
    """What a worker would do is done by the tests themselves."""
    monkeypatch.setattr(tasks.send_reminders, "delay", lambda **_arguments: None)


def among(audience: str) -> SubmissionQuerySet:
    return Submission.objects.filter(agency__audience=audience) if audience else Submission.objects.all()


def found(survey_round: Round, step: Step, audience: str = ""):
    return audiences_of(concerned(survey_round, step, among(audience)), step)


def pairs(survey_round: Round, step: Step, audience: str = "") -> list[tuple[str, str]]:
    chosen = found(survey_round, step, audience).new
    return [(each.submission.agency.code, each.user.email.partition("@")[0]) for each in chosen]


def start(survey_round: Round, manager: User, step: Step = Step.NOT_STARTED, **changed: Any) -> Reminder:
    arguments = {
        "to": Narrowed(among(""), {}),
        "texts": first_texts(step),
        "shown": found(survey_round, step).digest,
        "origin": ORIGIN,
        "now": DURING,
    }
    return start_reminder(survey_round=survey_round, step=step, user=manager, **arguments | changed)


def clock() -> dt.datetime:
    return LATER


def send_all(reminder: Reminder) -> None:
    for pk in reminder.mails.waiting().values_list("pk", flat=True):
        send_mail(mail_id=pk, clock=clock)


def states(reminder: Reminder) -> dict[str, str]:
    return {each.address.partition("@")[0]: each.state for each in reminder.mails.all()}


def test_whom_each_step_concerns(
    survey_round, officer, second_officer, approver, reader, other_officer, office_officer, manager
):
    submit(survey_round.submissions.get(agency__code="D1101"), officer)
    begin(survey_round.submissions.get(agency__code="D1201"))
    User.objects.filter(pk__in=[other_officer.pk, reader.pk]).update(last_login=DURING)
    User.objects.filter(pk=office_officer.pk).update(last_login=BEFORE)
    assert {step: pairs(survey_round, step) for step in BY_HAND} == {
        Step.NEVER_LOGGED_IN: [("D1101", "approver"), ("P5010", "office.officer")],
        Step.NOT_STARTED: [("P5010", "office.officer")],
        Step.STARTED: [("D1201", "other.officer")],
        Step.WAITING: [("D1101", "approver")],
        Step.RETURNED: [],
    }
    assert pairs(survey_round, Step.NEVER_LOGGED_IN, "province") == [("P5010", "office.officer")]
    Submission.objects.filter(agency__code="D1101").update(state="returned")
    assert [who for _code, who in pairs(survey_round, Step.RETURNED)] == [
        "approver",
        "officer",
        "second.officer",
    ]


def test_who_has_responded_is_not_reminded(survey_round, officer, approver):
    sign(survey_round.submissions.get(agency__code="D1101"), officer)
    assert [pairs(survey_round, step) for step in BY_HAND] == [[]] * 5


def test_where_no_signature_is_needed_nobody_is_asked_for_it(survey_round, officer, approver):
    submit(survey_round.submissions.get(agency__code="D1101"), officer)
    Round.objects.update(needs_sign_off=False)
    assert pairs(Round.objects.get(), Step.WAITING) == []


def test_agencies_in_which_nobody_can_be_mailed_are_counted(survey_round, officer, other_officer):
    User.objects.filter(pk=other_officer.pk).update(is_active=False)
    unreached = found(survey_round, Step.NOT_STARTED).unreached
    agencies = Submission.objects.in_bulk(unreached)
    assert [agencies[each].agency.code for each in unreached] == ["D1201", "P5010"]


def test_it_works(survey_round, officer, manager):
    Membership.objects.create(user=officer, role=Role.APPROVER, agency=officer.memberships.get().agency)
    reminder = start(survey_round, manager)
    assert states(reminder) == {"officer": "waiting"}
    send_all(reminder)
    assert states(reminder) == {"officer": "sent"}
    (message,) = mail.outbox
    assert (message.to, message.subject) == (
        [officer.email],
        "กรม ก: โปรดเริ่มตอบแบบสำรวจระดับความพร้อมรัฐบาลดิจิทัล",
    )
    for said in ("เรียน คุณ officer", "รอบปี 2569", "31 ก.ค. 2569", f"{ORIGIN}/rounds/2569/D1101/"):
        assert said in message.body
    assert "{" not in message.body


def test_in_the_language_of_the_account(survey_round, officer, manager):
    User.objects.filter(pk=officer.pk).update(language="en")
    texts = Texts("ไทย", "ไทย {link}", "{agency} now", "{name}, {round}, {last_day}: {link}")
    send_all(start(survey_round, manager, texts=texts))
    (message,) = mail.outbox
    assert message.subject == "Department A now"
    assert message.body.splitlines()[0] == (
        f"คุณ officer, Round 2569, 31 Jul 2026: {ORIGIN}/rounds/2569/D1101/"
    )


def test_the_second_of_two_finds_nobody_left(survey_round, officer, manager):
    shown = found(survey_round, Step.NOT_STARTED).digest
    start(survey_round, manager, shown=shown)
    with pytest.raises(ReminderRefused) as refused:
        start(survey_round, manager, shown=shown)
    assert (refused.value.code, Reminder.objects.count(), ReminderMail.objects.count()) == (
        "nobody_left",
        1,
        1,
    )


def test_a_second_run_reaches_only_whom_it_has_come_to_concern(survey_round, officer, other_officer, manager):
    start(survey_round, manager)
    make_member("newcomer", Role.OFFICER, agency=officer.memberships.get().agency)
    assert states(start(survey_round, manager)) == {"newcomer": "waiting"}


def test_the_database_refuses_a_second_mail_of_the_step(survey_round, officer, manager):
    first = start(survey_round, manager).mails.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderMail.objects.create(
            reminder=first.reminder,
            step=first.step,
            submission=first.submission,
            user=first.user,
            address="x@example.go.th",
            due_at=DURING,
        )


@pytest.mark.parametrize(
    "fields, now, code",
    [
        ({"state": "closed"}, DURING, "reminder_not_open"),
        ({"state": "preparing"}, DURING, "reminder_not_open"),
        ({}, BEFORE, "reminder_not_open"),
    ],
)
def test_refusals(survey_round, officer, manager, fields, now, code):
    Round.objects.update(**fields)
    with pytest.raises(ReminderRefused) as refused:
        start(survey_round, manager, now=now)
    assert (refused.value.code, Reminder.objects.count()) == (code, 0)


def test_another_list_than_the_one_looked_at_is_refused(survey_round, officer, manager):
    shown = found(survey_round, Step.NOT_STARTED).digest
    make_member("newcomer", Role.OFFICER, agency=officer.memberships.get().agency)
    with pytest.raises(ReminderRefused) as refused:
        start(survey_round, manager, shown=shown)
    assert (refused.value.code, ReminderMail.objects.count()) == ("recipients_changed", 0)


def test_it_is_written_down_without_a_name(survey_round, officer, manager):
    start(survey_round, manager)
    entry = AuditEntry.objects.get(action="round.reminder_started")
    assert (entry.code, entry.actor, entry.after) == (
        "2569",
        manager,
        {"step": "not_started", "mails": 1},
    )


def test_a_narrowed_one_reaches_and_records_only_what_was_chosen(
    survey_round, officer, other_officer, office_officer, manager
):
    to = Narrowed(among("department").filter(agency__ministry__code="12"), {"ministry": "12"})
    shown = audiences_of(concerned(survey_round, Step.NOT_STARTED, to.submissions), Step.NOT_STARTED).digest
    reminder = start(survey_round, manager, to=to, shown=shown)
    assert (states(reminder), reminder.filters) == ({"other.officer": "waiting"}, {"ministry": "12"})
    after = AuditEntry.objects.get(action="round.reminder_started").after
    assert after == {"step": "not_started", "mails": 1, "filters": {"ministry": "12"}}


def leave(user: User, submission: Submission) -> None:
    user.memberships.all().delete()


def switch_off(user: User, submission: Submission) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def take_the_step(user: User, submission: Submission) -> None:
    begin(submission)


def close(user: User, submission: Submission) -> None:
    Round.objects.update(state="closed")


@pytest.mark.parametrize("happens", [leave, switch_off, take_the_step, close])
def test_what_is_no_longer_needed_is_not_sent(
    survey_round, submission, officer, manager, happens: Callable[[User, Submission], None]
):
    reminder = start(survey_round, manager)
    happens(officer, submission)
    send_all(reminder)
    assert (states(reminder), mail.outbox) == ({"officer": "dropped"}, [])


def test_one_mail_is_sent_by_one_worker(survey_round, officer, manager):
    reminder = start(survey_round, manager)
    pk = reminder.mails.get().pk
    assert claim_mail(mail_id=pk, now=LATER) is not None
    assert claim_mail(mail_id=pk, now=LATER) is None
    send_mail(mail_id=pk, clock=clock)
    assert (states(reminder), mail.outbox) == ({"officer": "sending"}, [])


def test_a_killed_worker_leaves_it_to_a_person(survey_round, officer, manager):
    reminder = start(survey_round, manager)
    pk = reminder.mails.get().pk
    claim_mail(mail_id=pk, now=DURING)
    assert note_unknown(now=DURING + SILENT_AFTER) == 0
    assert note_unknown(now=DURING + SILENT_AFTER * 2) == 1
    send_mail(mail_id=pk, clock=clock)
    assert (states(reminder), mail.outbox, next_to_send(now=LATER)) == ({"officer": "unknown"}, [], [])
    assert send_again(mails=ReminderMail.objects.all(), reminder=reminder, user=manager, now=LATER) == 1
    send_all(reminder)
    assert (states(reminder), len(mail.outbox)) == ({"officer": "sent"}, 1)


@pytest.mark.parametrize(
    "error, state, failure, reply",
    [
        (
            SMTPRecipientsRefused({"officer@example.go.th": (550, b"5.1.1 no such user")}),
            "failed",
            "refused",
            "550 5.1.1 no such user",
        ),
        (SMTPDataError(451, b"later"), "waiting", "", "451 later"),
        (SMTPServerDisconnected(), "unknown", "", ""),
    ],
)
def test_what_the_mail_server_says_is_kept(
    survey_round, officer, manager, monkeypatch, error, state, failure, reply
):
    def refuse(*_arguments):
        raise error

    monkeypatch.setattr(SEND, refuse)
    reminder = start(survey_round, manager)
    send_all(reminder)
    kept = reminder.mails.get()
    assert (kept.state, kept.failure, kept.reply) == (state, failure, reply)


def test_what_is_put_off_too_often_is_given_up(survey_round, officer, manager, monkeypatch):
    def refuse(*_arguments):
        raise SMTPDataError(451, b"later")

    monkeypatch.setattr(SEND, refuse)
    reminder = start(survey_round, manager)
    reminder.mails.update(attempts=ATTEMPTS - 1)
    send_all(reminder)
    kept = reminder.mails.get()
    assert (kept.state, kept.failure, kept.reply) == ("failed", "gave_up", "451 later")


def test_only_what_failed_or_is_in_doubt_is_sent_again(survey_round, officer, other_officer, manager):
    reminder = start(survey_round, manager)
    reminder.mails.filter(user=officer).update(state=State.FAILED, failure="refused")
    assert send_again(mails=ReminderMail.objects.all(), reminder=reminder, user=manager, now=LATER) == 1
    assert send_again(mails=ReminderMail.objects.all(), reminder=reminder, user=manager, now=LATER) == 0
    assert AuditEntry.objects.filter(action="round.reminder_sent_again").count() == 1


def test_no_more_than_the_rate(survey_round, officer, other_officer, office_officer, manager, settings):
    settings.REMINDERS_A_MINUTE = 2
    start(survey_round, manager)
    assert [seconds for _pk, seconds in next_to_send(now=DURING)] == [0, 30]
    assert next_to_send(now=DURING + dt.timedelta(seconds=30)) == []
    for each in ReminderMail.objects.exclude(queued_at=None):
        send_mail(mail_id=each.pk, clock=lambda: DURING + dt.timedelta(seconds=30))
    assert [seconds for _pk, seconds in next_to_send(now=DURING + dt.timedelta(seconds=60))] == [30]
    assert next_to_send(now=DURING + dt.timedelta(seconds=91)) == []


def test_the_beat_hands_out_what_waits(survey_round, officer, manager, monkeypatch):
    reminder = start(survey_round, manager)
    handed: list[Any] = []
    monkeypatch.setattr(tasks.send_reminder_mail, "apply_async", lambda **how: handed.append(how))
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    tasks.send_reminders()
    assert handed == [{"kwargs": {"mail_id": reminder.mails.get().pk}, "countdown": 0}]
    tasks.send_reminder_mail(**handed[0]["kwargs"])
    assert states(reminder) == {"officer": "sent"}


@pytest.mark.parametrize(
    "text, unknown",
    [
        ("{name} {agency} {round} {last_day} {link}", []),
        ("{score} and {name}", ["score"]),
        ("{name.password}", ["name.password"]),
        ("{ชื่อ}", ["ชื่อ"]),
        ("{ name }", [" name "]),
    ],
)
def test_placeholders(text: str, unknown: list[str]):
    assert unknown_placeholders(text) == unknown


def test_what_a_value_holds_is_no_placeholder():
    assert filled("{name}: {link}", {"name": "{link}", "link": "x"}) == "{link}: x"
