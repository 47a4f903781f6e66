"""The texts of automatic reminders: changed for a round until the first of its mails is written."""

import datetime as dt

import pytest
from django.core import mail

from agencies.models import User
from audit.models import AuditEntry
from surveys.models import Reminder, ReminderMail, ReminderTexts, Round
from surveys.reminding.automatic import queue_automatic
from surveys.reminding.letters import previews
from surveys.reminding.sending import send_mail
from surveys.reminding.steps import Step, concerned, one_of
from surveys.reminding.texts import Texts, first_texts, texts_of
from surveys.services.errors import ReminderRefused
from surveys.services.reminder_texts import change_texts, restore_texts
from surveys.services.rounds_planning import RoundPlan, copy_round
from tests.rounds import DURING
from tests.surveys.services.test_automatic_reminders import ORIGIN, at, switch

STEP = Step.DAYS_7
OURS = Texts("เตือน {agency}", "เรียน {name} {link}", "{agency}: soon over", "Dear {name}, {link}")


def change(survey_round: Round, manager: User, texts: Texts = OURS, seen: str = "") -> None:
    digest = seen or texts_of(survey_round, STEP).digest
    change_texts(survey_round=survey_round, step=STEP, texts=texts, seen=digest, user=manager, now=DURING)


def test_the_changed_text_is_sent(survey_round: Round, officer: User, manager: User):
    User.objects.filter(pk=officer.pk).update(language="en")
    switch(survey_round, manager, at(1))
    change(survey_round, manager)
    queue_automatic(now=at(24))
    send_mail(mail_id=ReminderMail.objects.get().pk, clock=lambda: at(24))
    (message,) = mail.outbox
    assert (message.subject, message.body.splitlines()[0]) == (
        "Department A: soon over",
        f"Dear คุณ officer, {ORIGIN}/rounds/2569/D1101/",
    )


def test_other_steps_and_rounds_keep_the_standard(survey_round: Round, manager: User):
    change(survey_round, manager)
    assert [texts_of(survey_round, step) for step in (Step.DAYS_30, STEP, Step.DAYS_1)] == [
        first_texts(Step.DAYS_30),
        OURS,
        first_texts(Step.DAYS_1),
    ]


def test_back_to_the_standard(survey_round: Round, manager: User):
    change(survey_round, manager)
    there = [
        restore_texts(survey_round=survey_round, step=STEP, user=manager, now=DURING) for _time in range(2)
    ]
    assert (there, texts_of(survey_round, STEP)) == ([True, False], first_texts(STEP))
    actions = AuditEntry.objects.filter(action__contains="reminder_texts").order_by("pk")
    assert [(each.action, each.actor, (each.after or {})["step"]) for each in actions] == [
        ("round.reminder_texts_changed", manager, "days_7"),
        ("round.reminder_texts_restored", manager, "days_7"),
    ]
    changed = actions[0]
    assert ((changed.before or {})["subject_en"], (changed.after or {})["subject_en"]) == (
        first_texts(STEP).subject_en,
        OURS.subject_en,
    )


@pytest.mark.parametrize(
    "does", [change, lambda of, by: restore_texts(survey_round=of, step=STEP, user=by, now=at(25))]
)
def test_what_was_sent_stays_as_it_was(survey_round: Round, officer: User, manager: User, does):
    switch(survey_round, manager, at(1))
    queue_automatic(now=at(24))
    with pytest.raises(ReminderRefused) as refused:
        does(survey_round, manager)
    assert (refused.value.code, ReminderTexts.objects.count()) == ("texts_sent", 0)
    assert Reminder.objects.get().subject_en == first_texts(STEP).subject_en


def test_nobody_overwrites_unseen(survey_round: Round, manager: User):
    seen = texts_of(survey_round, STEP).digest
    change(survey_round, manager, seen=seen)
    with pytest.raises(ReminderRefused) as refused:
        change(survey_round, manager, first_texts(STEP), seen=seen)
    assert (refused.value.code, texts_of(survey_round, STEP)) == ("texts_changed", OURS)


def test_not_in_a_closed_round(survey_round: Round, manager: User):
    Round.objects.update(state="closed")
    with pytest.raises(ReminderRefused) as refused:
        change(survey_round, manager)
    assert (refused.value.code, ReminderTexts.objects.count()) == ("reminder_not_open", 0)


def test_saving_what_stands_is_no_change(survey_round: Round, manager: User):
    change(survey_round, manager, first_texts(STEP))
    assert (ReminderTexts.objects.count(), AuditEntry.objects.filter(action__contains="texts").count()) == (
        0,
        0,
    )


def test_a_copy_takes_the_changed_texts_along(survey_round: Round, manager: User):
    change(survey_round, manager)
    plan = RoundPlan("2570", 2570, "รอบปี 2570", "Round 2570", dt.date(2027, 7, 1), dt.date(2027, 7, 31))
    copy = copy_round(source=survey_round, plan=plan, user=manager, now=DURING)
    (row,) = copy.reminder_texts.all()
    assert (texts_of(copy, STEP), row.changed_by, row.changed_at) == (OURS, manager, DURING)
    restore_texts(survey_round=copy, step=STEP, user=manager, now=DURING)
    assert texts_of(survey_round, STEP) == OURS


def test_the_preview_is_the_mail_in_both_languages(survey_round: Round, officer: User):
    example = one_of(concerned(survey_round, STEP))
    assert example is not None
    seen = previews(example, OURS, ORIGIN)
    assert {language: (each.to, each.subject) for language, each in seen.items()} == {
        "th": ([officer.email], "เตือน กรม ก"),
        "en": ([officer.email], "Department A: soon over"),
    }
    assert officer.language == "th"
    assert mail.outbox == []


def test_nobody_to_show_it_for(survey_round: Round):
    assert one_of(concerned(survey_round, STEP)) is None
