"""Who is mailed about which step, and what the mail says."""

import datetime as dt
from smtplib import SMTPServerDisconnected

import pytest
from celery.exceptions import Retry
from django.core import mail

from agencies.models import Membership, Role
from surveys import tasks
from surveys.models import SubmissionEvent
from surveys.services.submitting import return_for_correction, sign, submit
from tests.people import make_member
from tests.rounds import COMPLETE, DURING, answer

pytestmark = pytest.mark.django_db

ORIGIN = "https://portal.example.go.th"
LATER = DURING + dt.timedelta(hours=1)
SIGNATURE = ["Digital Government Readiness Survey", "Electronic Government Agency (Public Organization), EGA"]

SUBMITTED = [
    "Dear คุณ approver,",
    (
        "คุณ officer has submitted the answers of Department A. "
        "Please read them, and sign them or return them for correction."
    ),
    "Round: Round 2569",
    "Receipt number: 2569-D1101-1",
    "Read and sign on this page:",
    f"    {ORIGIN}/rounds/2569/D1101/sign/",
    "The agency’s last day is 31 Jul 2026. Answers can be returned for correction only until then.",
    (
        "They can also be signed after that day, until the round is closed; "
        "the agency counts as having responded only once they are signed."
    ),
    *SIGNATURE,
]
RETURNED = [
    "Dear คุณ officer,",
    "คุณ approver has returned the answers of Department A for correction, and says why:",
    "จำนวน <ตำแหน่ง> & งบ",
    "ไม่ตรงกัน",
    "Round: Round 2569",
    "Correct them from this page, and submit them again:",
    f"    {ORIGIN}/rounds/2569/D1101/",
    (
        "The agency’s last day is 31 Jul 2026. "
        "It counts as not having responded until the answers are submitted and signed again."
    ),
    *SIGNATURE,
]
SIGNED = [
    "Dear คุณ officer,",
    (
        "คุณ approver signed the answers of Department A on 15 Jul 2026, 15:32. "
        "The agency has responded; nothing more is to be done."
    ),
    "Round: Round 2569",
    "Receipt number: 2569-D1101-1",
    "The receipt is on this page:",
    f"    {ORIGIN}/rounds/2569/D1101/receipt/",
    *SIGNATURE,
]
THAI = [
    "เรียน คุณ approver",
    "คุณ officer ส่งคำตอบของกรม ก แล้ว โปรดอ่านคำตอบ แล้วลงนามรับรองหรือส่งคืนให้แก้ไข",
    "รอบสำรวจ: รอบปี 2569",
    "เลขที่ใบรับ: 2569-D1101-1",
    "ตรวจทานและลงนามรับรองได้ที่หน้านี้",
    f"    {ORIGIN}/rounds/2569/D1101/sign/",
    "วันสุดท้ายของหน่วยงานคือ 31 ก.ค. 2569 ท่านส่งคืนคำตอบให้แก้ไขได้ถึงวันดังกล่าวเท่านั้น",
    "ท่านลงนามหลังวันดังกล่าวได้จนกว่าจะปิดรอบสำรวจ และจะนับว่าหน่วยงานตอบกลับเมื่อลงนามแล้วเท่านั้น",
    "ระบบสำรวจระดับความพร้อมรัฐบาลดิจิทัล",
    "สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน) หรือ สรอ.",
]


def speaks(language, *people):
    for user in people:
        user.language = language
        user.save()


def lines(message):
    return [line for line in message.body.splitlines() if line]


@pytest.fixture
def at_work(monkeypatch, django_capture_on_commit_callbacks):
    """Takes steps, and does at once what they would have a worker do."""
    monkeypatch.setattr("scoring.tasks.score.delay", lambda **_arguments: None)
    monkeypatch.setattr(tasks.tell, "delay", tasks.tell)
    monkeypatch.setattr(tasks.mail_step, "delay", tasks.mail_step)

    def work(step, **arguments):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return step(origin=ORIGIN, **arguments)

    return work


@pytest.fixture
def waiting(submission, officer, approver, other_officer, office_officer, analyst):
    """Complete, and ready to be submitted; people of other agencies and of EGA are there too."""
    speaks("en", officer, approver)
    make_member("other.approver", Role.APPROVER, agency=other_officer.memberships.get().agency)
    answer(submission, officer, **COMPLETE)
    return submission


def signed(at_work, submission, officer, approver):
    version = submit(submission=submission, user=officer, now=DURING)
    at_work(sign, submission=submission, sha256=version.sha256, user=approver, now=LATER)
    return version


def test_on_submission_the_approvers_are_told(at_work, waiting, officer, approver):
    at_work(submit, submission=waiting, user=officer, now=DURING)
    assert [(message.to, message.subject, lines(message)) for message in mail.outbox] == [
        ([approver.email], "Answers of Department A wait for your signature", SUBMITTED)
    ]


def test_in_the_language_of_the_account(at_work, waiting, officer, approver):
    speaks("th", approver)
    at_work(submit, submission=waiting, user=officer, now=DURING)
    assert [(message.subject, lines(message)) for message in mail.outbox] == [
        ("คำตอบของกรม ก รอท่านลงนามรับรอง", THAI)
    ]


def test_on_return_the_officers_are_told_why(at_work, waiting, officer, second_officer, approver, reader):
    submit(submission=waiting, user=officer, now=DURING)
    reason = "จำนวน <ตำแหน่ง> & งบ\nไม่ตรงกัน"
    at_work(return_for_correction, submission=waiting, reason=reason, user=approver, now=LATER)
    assert [message.to for message in mail.outbox] == [[officer.email], [second_officer.email]]
    message = mail.outbox[0]
    assert (message.subject, lines(message)) == (
        "Answers of Department A were returned for correction",
        RETURNED,
    )


def test_what_ega_returns_the_approvers_are_told_too(at_work, waiting, officer, approver, manager):
    submit(submission=waiting, user=officer, now=DURING)
    at_work(return_for_correction, submission=waiting, reason="ผิด", user=manager, now=LATER)
    assert [message.to for message in mail.outbox] == [[officer.email], [approver.email]]


def test_on_signature_the_officers_have_the_receipt_number(at_work, waiting, officer, approver):
    signed(at_work, waiting, officer, approver)
    assert [(message.to, message.subject, lines(message)) for message in mail.outbox] == [
        ([officer.email], "Answers of Department A are signed: receipt 2569-D1101-1", SIGNED)
    ]


def test_who_was_switched_off_is_told_nothing(at_work, waiting, officer, approver, agency_a):
    second = make_member("second.approver", Role.APPROVER, agency=agency_a)
    approver.is_active = False
    approver.save()
    at_work(submit, submission=waiting, user=officer, now=DURING)
    assert [message.to for message in mail.outbox] == [[second.email]]


def test_who_has_two_roles_is_told_once(at_work, waiting, officer, approver, agency_a):
    Membership.objects.create(user=approver, role=Role.OFFICER, agency=agency_a)
    signed(at_work, waiting, officer, approver)
    assert [message.to for message in mail.outbox] == [[officer.email], [approver.email]]


def test_no_answer_travels_by_mail(at_work, waiting, officer, approver):
    answer(waiting, officer, remark="ความลับของหน่วยงาน")
    at_work(submit, submission=waiting, user=officer, now=DURING)
    assert [message for message in mail.outbox if "ความลับ" in message.body] == []


def test_without_an_origin_nobody_is_told(waiting, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        submit(submission=waiting, user=officer, now=DURING)
    assert len(callbacks) == 1  # the score alone


def test_what_has_been_overtaken_is_not_told(at_work, waiting, officer, approver):
    submit(submission=waiting, user=officer, now=DURING)
    step = waiting.events.get(kind=SubmissionEvent.Kind.SUBMITTED)
    return_for_correction(submission=waiting, reason="ผิด", user=approver, now=LATER)
    tasks.tell(event_id=step.pk, origin=ORIGIN)
    tasks.mail_step(event_id=step.pk, user_id=approver.pk, origin=ORIGIN)
    assert mail.outbox == []


def test_a_person_who_lost_the_role_meanwhile_is_told_nothing(waiting, officer, approver):
    submit(submission=waiting, user=officer, now=DURING)
    step = waiting.events.get(kind=SubmissionEvent.Kind.SUBMITTED)
    approver.memberships.all().delete()
    tasks.mail_step(event_id=step.pk, user_id=approver.pk, origin=ORIGIN)
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_tried_again(waiting, officer, approver, monkeypatch):
    submit(submission=waiting, user=officer, now=DURING)
    step = waiting.events.get(kind=SubmissionEvent.Kind.SUBMITTED)

    def away(*_arguments):
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    monkeypatch.setattr(tasks.mail_step, "retry", lambda **_options: Retry())
    with pytest.raises(Retry):
        tasks.mail_step(event_id=step.pk, user_id=approver.pk, origin=ORIGIN)
    assert tasks.mail_step.max_retries == 5


def test_submitting_survives_an_absent_broker(
    waiting, officer, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*_arguments, **_options):
        raise ConnectionRefusedError

    monkeypatch.setattr(tasks.tell, "apply_async", refuse)
    monkeypatch.setattr("scoring.tasks.score.apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        version = submit(submission=waiting, user=officer, now=DURING, origin=ORIGIN)
    assert (version.number, len(callbacks)) == (1, 2)
