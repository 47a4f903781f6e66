"""Finishing a review and taking it up again, and what counts from when on."""

import datetime as dt
from decimal import Decimal

import pytest

from agencies.models import User
from audit.models import AuditEntry
from scoring.models import ScoringRun
from surveys.models import Review, Submission, SubmissionEvent
from surveys.queries.adjustments import adjustments_of, decided_until
from surveys.queries.reviews import ReviewState, count_waiting, in_review
from surveys.services.errors import NotReturnable, ReviewRefused
from surveys.services.reviewing import put_back, take
from surveys.services.reviewing_finish import finish, reopen
from surveys.services.round_roster import withdraw
from surveys.services.rounds import close_round
from surveys.services.rounds_archive import archive_round
from surveys.services.submitting import return_for_correction
from tests.reviews import decide, submit_with_evidence
from tests.rounds import AFTER, DURING, complete_and_submit

State = Submission.State
LATER = DURING + dt.timedelta(hours=1)
WHY, ALSO = "แผนยังไม่ได้ประกาศใช้", "ไฟล์เปิดไม่ได้"


@pytest.fixture
def review(submitted: Submission, analyst: User) -> Review:
    return take(submission=submitted, user=analyst, now=DURING)


def states(submission: Submission) -> list[str]:
    rows = in_review(submission.round).order_by("pk")
    return list(rows.values_list("review_state", flat=True))


def test_what_is_accepted_throughout(review: Review, submitted: Submission, analyst: User) -> None:
    decide(review, "plan")
    decide(review, "services")

    finished = finish(review=review, user=analyst, now=LATER)

    assert (finished.finished_at, finished.outcome) == (LATER, "accepted")
    submitted.refresh_from_db()
    assert submitted.state == State.WAITING
    entry = AuditEntry.objects.get(action="review.finished")
    assert (entry.code, entry.round_code, entry.actor) == ("D1101", "2569", analyst)
    assert entry.after == {"receipt": "2569-D1101-1", "outcome": "accepted", "accepted": 2}
    assert adjustments_of([review.version_id], decided_until=LATER) == {}
    with pytest.raises(ReviewRefused, match="finished_already"):
        finish(review=review, user=analyst, now=LATER)
    with pytest.raises(ReviewRefused, match="reviewed_already"):
        take(submission=submitted, user=analyst, now=LATER)


def test_an_adjustment_counts_from_the_end_of_the_review_on(review: Review, analyst: User) -> None:
    adjusted = decide(review, "plan", "adjusted", score=Decimal("12.5"), reason=WHY)
    decide(review, "services")
    assert decided_until(review.submission.round) is None

    finished = finish(review=review, user=analyst, now=LATER)

    assert finished.outcome == "adjusted"
    assert decided_until(review.submission.round) == LATER
    assert adjustments_of([review.version_id], decided_until=LATER) == {review.version_id: {"plan": adjusted}}


def test_every_question_with_evidence_is_decided_first(review: Review, analyst: User) -> None:
    decide(review, "plan")

    with pytest.raises(ReviewRefused, match="undecided") as refused:
        finish(review=review, user=analyst, now=LATER)

    assert refused.value.params == {"n": 1}
    review.refresh_from_db()
    assert review.is_held


def test_what_is_to_be_corrected_goes_back_with_its_reasons(
    review: Review, submitted: Submission, analyst: User
) -> None:
    decide(review, "services", "to_correct", reason=ALSO)
    decide(review, "plan", "to_correct", reason=WHY)

    finished = finish(review=review, user=analyst, now=LATER)

    submitted.refresh_from_db()
    event = submitted.events.get(kind=SubmissionEvent.Kind.RETURNED)
    assert (finished.outcome, submitted.state) == ("sent_back", State.RETURNED)
    assert (event.note, event.at, event.actor) == (f"1.1.1 {WHY}\n2.1.2 {ALSO}", LATER, analyst)
    assert states(submitted) == [ReviewState.SENT_BACK]


def test_without_time_nothing_is_sent_back_and_nothing_is_lost(
    review: Review, submitted: Submission, analyst: User, manager: User
) -> None:
    decide(review, "services")
    decide(review, "plan", "to_correct", reason=WHY)

    with pytest.raises(NotReturnable, match="no_time_left"):
        finish(review=review, user=analyst, now=AFTER)
    close_round(survey_round=submitted.round, user=manager, now=AFTER)
    with pytest.raises(NotReturnable, match="round_closed"):
        finish(review=review, user=analyst, now=AFTER)

    review.refresh_from_db()
    assert (review.is_held, review.decisions.count()) == (True, 2)
    decide(review, "plan", "adjusted", score=Decimal(0), reason=WHY)
    assert finish(review=review, user=analyst, now=AFTER).outcome == "adjusted"


@pytest.mark.parametrize("code", ["returned", "newer_version", "withdrawn", "archived"])
def test_what_no_longer_stands_is_not_finished(
    review: Review, submitted: Submission, officer: User, analyst: User, manager: User, code: str
) -> None:
    decide(review, "plan")
    decide(review, "services")
    if code in ("returned", "newer_version"):
        return_for_correction(submission=submitted, reason="x", user=manager, now=LATER)
        submitted.refresh_from_db()
    if code == "newer_version":
        complete_and_submit(submitted, officer, LATER)
    if code == "withdrawn":
        withdraw(submission=submitted, reason="x", user=manager, now=LATER)
    if code == "archived":
        close_round(survey_round=submitted.round, user=manager, now=AFTER)
        archive_round(survey_round=submitted.round, user=manager, now=AFTER)

    with pytest.raises(ReviewRefused, match=code):
        finish(review=review, user=analyst, now=AFTER)

    decide(review, "plan", "to_correct", reason=WHY)
    assert review.decisions.count() == 3, "what was decided stays, and more can be"


def test_what_is_taken_up_again_begins_with_its_decisions(
    review: Review, analyst: User, manager: User
) -> None:
    adjusted = decide(review, "plan", "adjusted", score=Decimal(50), reason=WHY)
    decide(review, "services")
    finish(review=review, user=analyst, now=LATER)

    with pytest.raises(ReviewRefused, match="reason_missing"):
        reopen(review=review, reason=" ", user=manager, now=LATER)
    second = reopen(review=review, reason="หน่วยงานชี้แจง", user=manager, now=LATER)

    review.refresh_from_db()
    instant = dt.timedelta(microseconds=1)
    assert (review.reopened_at, review.reopened_why) == (LATER + instant, "หน่วยงานชี้แจง")
    assert (second.reviewer, second.version) == (manager, review.version)
    assert second.decisions.get(question="plan").carried_from == adjusted
    assert AuditEntry.objects.get(action="review.reopened").note == "หน่วยงานชี้แจง"
    with pytest.raises(ReviewRefused, match="not_finished"):
        reopen(review=review, reason="x", user=manager, now=LATER)

    later = decide(second, "plan", "adjusted", score=Decimal(75), reason=WHY)
    finish(review=second, user=manager, now=LATER)
    version = review.version_id
    assert [adjustments_of([version], decided_until=LATER + n * instant) for n in range(3)] == [
        {version: {"plan": adjusted}},
        {},
        {version: {"plan": later}},
    ]


def test_what_was_sent_back_or_released_is_not_taken_up_again(
    review: Review, submitted: Submission, analyst: User, manager: User
) -> None:
    decide(review, "services")
    decide(review, "plan", "to_correct", reason=WHY)
    finish(review=review, user=analyst, now=LATER)

    with pytest.raises(ReviewRefused, match="sent_back"):
        reopen(review=review, reason="x", user=manager, now=LATER)


def test_nothing_is_taken_up_again_once_results_are_released(
    review: Review, submitted: Submission, analyst: User, manager: User
) -> None:
    decide(review, "services")
    decide(review, "plan")
    finish(review=review, user=analyst, now=LATER)
    survey_round = submitted.round
    run = ScoringRun.objects.create(
        round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        engine_version="x",
        reason="x",
        created_at=LATER,
        touched_at=LATER,
    )
    survey_round.releases.create(run=run, note="x", released_by=manager, released_at=AFTER)

    with pytest.raises(ReviewRefused, match="results_published"):
        reopen(review=review, reason="x", user=manager, now=AFTER)

    review.refresh_from_db()
    assert review.reopened_at is None


def test_moments_ascend_whatever_the_clock_says(review: Review, submitted: Submission, analyst: User) -> None:
    """A run that has begun finds no decision later that it did not find at first."""
    survey_round = submitted.round
    ScoringRun.objects.create(
        round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        engine_version="x",
        reason="x",
        created_at=AFTER,
        touched_at=AFTER,
    )
    decide(review, "services")
    decide(review, "plan", "adjusted", score=Decimal(1), reason=WHY)

    finished = finish(review=review, user=analyst, now=LATER)

    assert finished.finished_at == AFTER + dt.timedelta(microseconds=1)
    assert adjustments_of([review.version_id], decided_until=AFTER) == {}


def test_the_states_of_the_queue(
    submitted: Submission,
    other_submission: Submission,
    officer: User,
    other_officer: User,
    analyst: User,
    manager: User,
) -> None:
    complete_and_submit(other_submission, other_officer)
    assert states(submitted) == [ReviewState.TO_REVIEW], "without evidence there is nothing to look at"
    review = take(submission=submitted, user=analyst, now=DURING)
    assert (states(submitted), count_waiting(submitted.round)) == ([ReviewState.HELD], 0)
    put_back(review=review, user=analyst, now=DURING)
    assert (states(submitted), count_waiting(submitted.round)) == ([ReviewState.TO_REVIEW], 1)

    review = take(submission=submitted, user=analyst, now=DURING)
    decide(review, "plan")
    decide(review, "services", "to_correct", reason=WHY)
    finish(review=review, user=analyst, now=LATER)
    submitted.refresh_from_db()
    complete_and_submit(submitted, officer, LATER)
    assert (states(submitted), count_waiting(submitted.round)) == ([ReviewState.CHANGED], 1)

    second = take(submission=submitted, user=manager, now=LATER)
    assert states(submitted) == [ReviewState.HELD]
    decide(second, "services")
    finish(review=second, user=manager, now=LATER)
    assert states(submitted) == [ReviewState.ACCEPTED]

    return_for_correction(submission=submitted, reason="x", user=manager, now=LATER)
    assert states(submitted) == [], "the approver took it back: nothing stands that could be reviewed"


def test_a_submission_without_evidence_can_be_reviewed(
    other_submission: Submission, other_officer: User, analyst: User
) -> None:
    submit_with_evidence(other_submission, other_officer)
    review = take(submission=other_submission, user=analyst, now=LATER)

    assert finish(review=review, user=analyst, now=LATER).outcome == "accepted"
