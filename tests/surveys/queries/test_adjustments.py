import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agencies.models import User
from surveys.models import Review, ReviewDecision, Submission, SubmissionVersion
from surveys.queries.adjustments import adjustments_of, decided_until
from tests.reviews import make_decision, make_review
from tests.rounds import DURING, complete_and_submit

HOUR = dt.timedelta(hours=1)
FIRST, SECOND, THIRD = DURING + HOUR, DURING + 2 * HOUR, DURING + 3 * HOUR


@pytest.fixture
def version(submission: Submission, officer: User) -> SubmissionVersion:
    return complete_and_submit(submission, officer)


def test_the_latest_decision_of_a_finished_review_counts(version: SubmissionVersion, analyst: User) -> None:
    review = make_review(version, analyst, finished_at=FIRST, outcome="adjusted")
    make_decision(review, "plan", "50")
    again = make_decision(review, "plan", "25.50", number=2)
    make_decision(review, "topics", "10")
    make_decision(review, "topics", number=2)

    assert adjustments_of([version.pk], decided_until=FIRST) == {version.pk: {"plan": again}}
    assert adjustments_of([version.pk], decided_until=DURING) == {}
    assert adjustments_of([version.pk + 1], decided_until=FIRST) == {}


def test_what_is_being_reviewed_or_was_put_back_moves_nothing(
    version: SubmissionVersion, analyst: User
) -> None:
    make_decision(make_review(version, analyst, put_back_at=FIRST, put_back_by=analyst), "plan", "50")
    make_decision(make_review(version, analyst), "plan", "60")

    assert adjustments_of([version.pk], decided_until=THIRD) == {}
    assert decided_until(version.submission.round) is None


def test_what_was_decided_until_a_moment_stays_whatever_follows(
    version: SubmissionVersion, analyst: User
) -> None:
    first = make_review(version, analyst, finished_at=FIRST, outcome="adjusted")
    then = make_decision(first, "plan", "50")
    assert decided_until(version.submission.round) == FIRST

    Review.objects.filter(pk=first.pk).update(reopened_at=SECOND, reopened_why="เอกสารใหม่")
    assert decided_until(version.submission.round) == SECOND
    second = make_review(version, analyst, finished_at=THIRD, outcome="adjusted")
    later = make_decision(second, "plan", "75")

    moments = [DURING, FIRST, SECOND, THIRD]
    assert [adjustments_of([version.pk], decided_until=moment) for moment in moments] == [
        {},
        {version.pk: {"plan": then}},
        {},
        {version.pk: {"plan": later}},
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "adjusted", "score": None, "reason": "x"},
        {"kind": "adjusted", "score": Decimal("100.01"), "reason": "x"},
        {"kind": "adjusted", "score": Decimal("-0.01"), "reason": "x"},
        {"kind": "adjusted", "score": Decimal(50), "reason": ""},
        {"kind": "to_correct", "score": None, "reason": ""},
        {"kind": "to_correct", "score": Decimal(50), "reason": "x"},
        {"kind": "accepted", "score": Decimal(50), "reason": ""},
        {"kind": "guessed", "score": None, "reason": "x"},
    ],
)
def test_the_database_refuses_nonsense(
    version: SubmissionVersion, analyst: User, fields: dict[str, Any]
) -> None:
    review = make_review(version, analyst)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDecision.objects.create(
            review=review, question="plan", number=1, decided_by=analyst, decided_at=DURING, **fields
        )


def test_two_never_hold_the_same_submission(version: SubmissionVersion, analyst: User, manager: User) -> None:
    make_review(version, analyst)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_review(version, manager)
