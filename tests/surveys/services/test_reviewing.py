"""Taking, deciding, putting back and handing over; nothing decided is lost."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from agencies.models import User
from audit.models import AuditEntry
from surveys.models import Review, ReviewDecision, Submission
from surveys.services.errors import DecidedMeanwhile, ReviewRefused
from surveys.services.evidence import take_back
from surveys.services.reviewing import decide as decide_on
from surveys.services.reviewing import hand_over, put_back, take, take_next
from surveys.services.reviewing_finish import finish
from surveys.services.round_roster import withdraw
from surveys.services.rounds import close_round
from surveys.services.rounds_archive import archive_round
from surveys.services.submitting import return_for_correction
from tests.reviews import decide, give_evidence, submit_with_evidence
from tests.rounds import AFTER, DURING, complete_and_submit

LATER = DURING + dt.timedelta(hours=1)
WHY = "หลักฐานเป็นฉบับร่าง"
Decided = tuple[str, Decimal | None, str]


def standing(review: Review) -> dict[str, Decided]:
    ordered = review.decisions.order_by("number")
    return {each.question: (each.kind, each.score, each.reason) for each in ordered}


def send_back(submission: Submission, user: User) -> None:
    return_for_correction(submission=submission, reason="x", user=user, now=LATER)
    submission.refresh_from_db()


def test_what_is_taken_is_the_version_that_stands(submitted: Submission, analyst: User) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)

    assert (review.version, review.reviewer, review.taken_at) == (
        submitted.current_version,
        analyst,
        LATER,
    )
    assert take(submission=submitted, user=analyst, now=LATER) == review, "a second click goes on with it"
    assert Review.objects.count() == 1


def test_nobody_takes_what_another_one_holds(submitted: Submission, analyst: User, manager: User) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)

    with pytest.raises(ReviewRefused, match="held_by_other") as refused:
        take(submission=submitted, user=manager, now=LATER)

    assert refused.value.params == {"who": analyst.full_name}
    put_back(review=review, user=analyst, now=LATER)
    assert take(submission=submitted, user=manager, now=LATER).reviewer == manager


def test_the_next_one_is_the_first_that_nobody_holds(
    submitted: Submission, other_submission: Submission, other_officer: User, analyst: User, manager: User
) -> None:
    submit_with_evidence(other_submission, other_officer, "plan", now=LATER)
    queue = [submitted.pk, other_submission.pk]

    first = take_next(submissions=queue, user=analyst, now=LATER)
    second = take_next(submissions=queue, user=manager, now=LATER)

    assert first is not None
    assert second is not None
    assert (first.submission, second.submission) == (submitted, other_submission)
    third = take_next(submissions=queue, user=manager, now=LATER)
    assert third == second, "one's own goes on"
    assert take_next(submissions=[submitted.pk], user=manager, now=LATER) is None


@pytest.mark.parametrize("code", ["not_submitted", "withdrawn", "archived"])
def test_only_what_is_submitted_is_taken(
    submitted: Submission, analyst: User, manager: User, code: str
) -> None:
    if code == "not_submitted":
        send_back(submitted, manager)
    if code == "withdrawn":
        withdraw(submission=submitted, reason="x", user=manager, now=LATER)
    if code == "archived":
        close_round(survey_round=submitted.round, user=manager, now=AFTER)
        archive_round(survey_round=submitted.round, user=manager, now=AFTER)

    with pytest.raises(ReviewRefused, match=code):
        take(submission=submitted, user=analyst, now=AFTER)

    assert not Review.objects.exists()


def test_submissions_of_a_closed_round_are_reviewed_too(
    submitted: Submission, analyst: User, manager: User
) -> None:
    close_round(survey_round=submitted.round, user=manager, now=AFTER)

    assert take(submission=submitted, user=analyst, now=AFTER).reviewer == analyst


def test_each_decision_stays_and_the_latest_counts(submitted: Submission, analyst: User) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)

    decide(review, "plan")
    decide(review, "plan", "to_correct", reason=f" {WHY} ")
    decide(review, "plan", "adjusted", score=Decimal("25.50"), reason=WHY)
    decide(review, "services", now=LATER)

    assert standing(review) == {
        "plan": ("adjusted", Decimal("25.50"), WHY),
        "services": ("accepted", None, ""),
    }
    rows = ReviewDecision.objects.filter(question="plan").order_by("number")
    assert list(rows.values_list("number", "kind", "score", "reason", "decided_by", "decided_at")) == [
        (1, "accepted", None, "", analyst.pk, DURING),
        (2, "to_correct", None, WHY, analyst.pk, DURING),
        (3, "adjusted", Decimal("25.50"), WHY, analyst.pk, DURING),
    ]


def test_what_stands_already_is_not_written_again(submitted: Submission, analyst: User) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)
    first = decide(review, "plan", "adjusted", score=Decimal(50), reason=WHY)

    again = decide_on(
        review=review,
        question="plan",
        kind="adjusted",
        score=Decimal("50.00"),
        reason=WHY,
        seen=0,
        user=analyst,
        now=LATER,
    )

    assert again == first
    assert review.decisions.count() == 1


@pytest.mark.parametrize(
    "question, decision, code",
    [
        ("plan", {"kind": "to_correct"}, "reason_missing"),
        ("plan", {"kind": "to_correct", "reason": " "}, "reason_missing"),
        ("plan", {"kind": "adjusted", "score": Decimal(50)}, "reason_missing"),
        ("plan", {"kind": "adjusted", "reason": WHY}, "score_missing"),
        ("plan", {"kind": "adjusted", "reason": WHY, "score": Decimal("100.01")}, "score_out_of_range"),
        ("plan", {"kind": "adjusted", "reason": WHY, "score": Decimal(-1)}, "score_out_of_range"),
        ("plan", {"kind": "adjusted", "reason": WHY, "score": Decimal("0.001")}, "score_out_of_range"),
        ("plan", {"kind": "guessed"}, "unknown_decision"),
        ("remark", {"kind": "adjusted", "reason": WHY, "score": Decimal(1)}, "not_scored"),
        ("plan_date", {"kind": "adjusted", "reason": WHY, "score": Decimal(1)}, "not_scored"),
        ("nothing", {"kind": "accepted"}, "unknown_question"),
    ],
)
def test_a_decision_has_what_its_kind_needs(
    submitted: Submission, analyst: User, question: str, decision: dict[str, Any], code: str
) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)

    with pytest.raises(ReviewRefused, match=code):
        decide(review, question, **decision)

    assert not review.decisions.exists()


def test_of_two_tabs_the_later_one_is_told(submitted: Submission, analyst: User) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)
    first = decide(review, "plan", "to_correct", reason=WHY)

    with pytest.raises(DecidedMeanwhile) as refused:
        decide_on(review=review, question="plan", kind="accepted", seen=0, user=analyst, now=LATER)

    assert refused.value.standing == first
    assert standing(review) == {"plan": ("to_correct", None, WHY)}
    decide_on(review=review, question="plan", kind="accepted", seen=1, user=analyst, now=LATER)
    assert standing(review) == {"plan": ("accepted", None, "")}


def test_only_the_reviewer_decides_and_puts_back(submitted: Submission, analyst: User, manager: User) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)

    for act in (
        lambda: decide_on(review=review, question="plan", kind="accepted", seen=0, user=manager, now=LATER),
        lambda: put_back(review=review, user=manager, now=LATER),
        lambda: finish(review=review, user=manager, now=LATER),
    ):
        with pytest.raises(ReviewRefused, match="held_by_other"):
            act()

    put_back(review=review, user=analyst, now=LATER)
    with pytest.raises(ReviewRefused, match="not_held"):
        decide(review, "plan")
    assert not review.decisions.exists()


def test_who_takes_what_was_put_back_begins_with_what_was_decided(
    submitted: Submission, analyst: User, manager: User
) -> None:
    review = take(submission=submitted, user=analyst, now=DURING)
    decide(review, "plan")
    kept = decide(review, "plan", "to_correct", reason=WHY)
    put_back(review=review, user=analyst, now=LATER)

    second = take(submission=submitted, user=manager, now=LATER)

    (carried,) = second.decisions.all()
    assert (carried.kind, carried.reason, carried.carried_from, carried.decided_by) == (
        "to_correct",
        WHY,
        kept,
        manager,
    )
    put_back(review=second, user=manager, now=LATER)
    (again,) = take(submission=submitted, user=analyst, now=LATER).decisions.all()
    assert again.carried_from == kept, "it names the decision that somebody made"


def test_a_manager_hands_a_review_over_and_it_is_written_down(
    submitted: Submission, analyst: User, manager: User
) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)
    decide(review, "plan")

    with pytest.raises(ReviewRefused, match="reason_missing"):
        hand_over(review=review, to=manager, reason=" ", user=manager, now=LATER)
    with pytest.raises(ReviewRefused, match="same_reviewer"):
        hand_over(review=review, to=analyst, reason="x", user=manager, now=LATER)
    second = hand_over(review=review, to=manager, reason="ลาพักร้อน", user=manager, now=LATER)

    assert second is not None
    assert (second.reviewer, standing(second)) == (manager, {"plan": ("accepted", None, "")})
    review.refresh_from_db()
    assert (review.put_back_at, review.put_back_by) == (LATER, manager)
    entry = AuditEntry.objects.get(action="review.handed_over")
    assert (entry.code, entry.round_code, entry.actor, entry.note) == (
        "D1101",
        "2569",
        manager,
        "ลาพักร้อน",
    )
    assert (entry.before, entry.after) == (
        {"reviewer": analyst.pk},
        {"receipt": "2569-D1101-1", "reviewer": manager.pk},
    )


def test_a_manager_frees_a_review(submitted: Submission, analyst: User, manager: User) -> None:
    review = take(submission=submitted, user=analyst, now=LATER)

    assert hand_over(review=review, to=None, reason="x", user=manager, now=LATER) is None

    assert AuditEntry.objects.get(action="review.freed").before == {"reviewer": analyst.pk}
    assert take(submission=submitted, user=manager, now=LATER).reviewer == manager


def test_of_a_new_version_only_what_changed_is_looked_at_again(
    submitted: Submission, officer: User, analyst: User, manager: User
) -> None:
    first = take(submission=submitted, user=analyst, now=DURING)
    accepted = decide(first, "services", "adjusted", score=Decimal(50), reason=WHY)
    decide(first, "plan", "to_correct", reason=WHY)
    send_back(submitted, manager)
    complete_and_submit(submitted, officer, LATER)

    second = take(submission=submitted, user=analyst, now=LATER)

    first.refresh_from_db()
    assert (first.put_back_at, first.put_back_by) == (LATER, analyst), "its reviewer goes on"
    assert second.version == submitted.current_version != first.version
    assert [(each.question, each.carried_from) for each in second.decisions.all()] == [("services", accepted)]


@pytest.mark.parametrize("change", ["answer", "added", "removed"])
def test_what_has_changed_is_not_carried_over(
    submitted: Submission, officer: User, analyst: User, manager: User, change: str
) -> None:
    review = take(submission=submitted, user=analyst, now=DURING)
    decide(review, "services")
    kept = decide(review, "plan")
    put_back(review=review, user=analyst, now=LATER)
    send_back(submitted, manager)
    if change == "added":
        give_evidence(submitted, officer, "services", "2", now=LATER)
    if change == "removed":
        take_back(evidence=submitted.evidence.get(question="services"), user=officer, now=LATER)
    rows = [{"service_name": "อื่น", "online": "no"}] if change == "answer" else None
    complete_and_submit(submitted, officer, LATER, **({"services": rows} if rows else {}))

    second = take(submission=submitted, user=analyst, now=LATER)

    assert [(each.question, each.carried_from) for each in second.decisions.all()] == [("plan", kept)]
