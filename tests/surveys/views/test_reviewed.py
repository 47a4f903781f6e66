"""What the agency reads of EGA's review, and never by whom."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from agencies.models import User
from surveys.mails import send_step
from surveys.models import Review, Submission
from surveys.queries.reviews import ends_of_reviews
from surveys.queries.round_checks import Check, Outcome, review_checks
from surveys.services.reviewing import take
from surveys.services.reviewing_finish import finish, reopen
from tests.reviews import decide, submit_with_evidence

PAGES = ("", "receipt/", "score/")
WHY, ALSO = "แผนยังไม่ได้ประกาศใช้", "ไฟล์เปิดไม่ได้"
AN_HOUR = dt.timedelta(hours=1)


@pytest.fixture
def review(submission: Submission, officer: User, analyst: User, uploads: None) -> Review:
    submission.refresh_from_db()
    submit_with_evidence(submission, officer, "plan", "services", now=timezone.now())
    return take(submission=submission, user=analyst, now=timezone.now())


def read(client: Client, user: User, page: str) -> str:
    client.force_login(user)
    client.cookies["django_language"] = "en"
    content = client.get(f"/rounds/2569/D1101/{page}").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


@pytest.mark.parametrize("page", PAGES)
def test_what_was_decided_is_read_once_the_review_is_finished(
    client: Client, review: Review, officer: User, analyst: User, manager: User, page: str
) -> None:
    decide(review, "plan", "adjusted", score=Decimal("62.5"), reason=WHY)
    decide(review, "services")
    assert "Reviewed by EGA" not in read(client, officer, page)

    finish(review=review, user=analyst, now=timezone.now())

    text = read(client, officer, page)
    assert f"1.1.1 Digital plan Counts with 62.5 points {WHY}" in text
    assert "2.1.2 The services Accepted" in text
    assert analyst.full_name not in text
    reopen(review=review, reason="x", user=manager, now=timezone.now())
    assert "Reviewed by EGA" not in read(client, officer, page)


def test_what_is_to_be_corrected_stands_in_the_overview_and_beside_its_question(
    client: Client, review: Review, officer: User, analyst: User
) -> None:
    decide(review, "plan", "to_correct", reason=WHY)
    decide(review, "services", "to_correct", reason=ALSO)
    finish(review=review, user=analyst, now=timezone.now())

    overview = read(client, officer, "")
    assert f"asks you to correct: 1.1.1 Digital plan {WHY} 2.1.2 The services {ALSO}" in overview
    first, second = (read(client, officer, f"dimensions/{code}/") for code in ("1", "2"))
    assert f"EGA asks for a correction: {WHY}" in first
    assert f"EGA asks for a correction: {ALSO}" in second
    assert f"EGA asks for a correction: {ALSO}" not in first
    for text in (overview, first, second, read(client, officer, "review/")):
        assert analyst.full_name not in text


def test_the_mail_and_the_approver_learn_that_ega_returned_it(
    client: Client, review: Review, approver: User, analyst: User, submission: Submission
) -> None:
    decide(review, "plan", "to_correct", reason=WHY)
    decide(review, "services")
    finish(review=review, user=analyst, now=timezone.now())
    step = submission.events.get(kind="returned")
    assert ends_of_reviews(submission) == {step.at}

    send_step(step=step, user=approver, origin="https://portal.example.go.th")

    body = str(mail.outbox[0].body)
    assert WHY in body
    assert analyst.full_name not in body
    assert analyst.full_name not in read(client, approver, "")


def test_check_lists_say_what_nobody_has_reviewed(
    review: Review, other_submission: Submission, other_officer: User, analyst: User
) -> None:
    survey_round = review.submission.round
    assert review_checks(survey_round) == [Check("under_review", Outcome.WARNS, {"n": 1})]
    other_submission.refresh_from_db()
    submit_with_evidence(other_submission, other_officer, "plan", now=timezone.now())
    assert review_checks(survey_round) == [
        Check("unreviewed", Outcome.WARNS, {"n": 1}),
        Check("under_review", Outcome.WARNS, {"n": 1}),
    ]
    decide(review, "plan")
    decide(review, "services")
    finish(review=review, user=analyst, now=timezone.now())
    assert review_checks(survey_round) == [Check("unreviewed", Outcome.WARNS, {"n": 1})]
