"""From a submission version to its rows, and back to health after whatever went wrong."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from agencies.models import User
from scoring.engine import UnscorableAnswer
from scoring.engine.document import from_document
from scoring.models import NodeScore, Scorecard, ScoringFailure, ScoringRun
from scoring.queries import scorecard_of, shown_scorecard_of, unscored_versions
from scoring.services import scorecards
from scoring.services.scorecards import cut, live_run, note_failure, score_version
from scoring.tasks import score, sweep
from surveys.models import Submission, SubmissionVersion
from surveys.services.rounds_scores import show_scores
from surveys.services.submitting import return_for_correction, submit
from tests.rounds import DURING, answer, complete_and_submit

LATER = DURING + dt.timedelta(minutes=1)


def rows() -> tuple[int, int, int]:
    return ScoringRun.objects.count(), Scorecard.objects.count(), NodeScore.objects.count()


def test_the_rows_say_what_the_engine_says(submission: Submission, officer: User) -> None:
    version = complete_and_submit(submission, officer)

    scorecard = score_version(version_id=version.pk, now=LATER)

    # 1.1: plan 50 at weight 1, topics 2 of 4 at weight 2; 1.2: posts 10 of 200 against a tenth, budget
    # 60 of 80; 2.1: services 100 and 0; 3.1: nothing stated.
    scores = {node.code: node.score for node in scorecard.node_scores.all()}
    assert scores == {
        "1": Decimal(55),
        "1.1": Decimal(50),
        "1.2": Decimal("62.5"),
        "2": Decimal(50),
        "2.1": Decimal(50),
        "3": Decimal(0),
        "3.1": Decimal(0),
    }
    assert scorecard.total == Decimal("42.5")
    scorecard.refresh_from_db()
    tree = from_document(json.loads(scorecard.explanation))
    assert tree.score == Fraction(85, 2)
    assert sum(question.contribution for question in tree.questions()) == Fraction(85, 2)


def test_what_does_not_apply_gives_its_weight_away(submission: Submission, officer: User) -> None:
    answer(submission, officer, has_services="no")
    values: dict[str, Any] = {
        "plan": "in_preparation",
        "all_posts": 200,
        "digital_posts": 20,
        "topics": ["people"],
    }
    answer(submission, officer, **values, systems_owner={"payroll": "own", "documents": "central"})
    version = submit(submission=submission, user=officer, now=DURING)
    scorecard = score_version(version_id=version.pk, now=LATER)

    services = scorecard.node_scores.get(code="2")
    assert [services.score, services.effective_weight, services.contribution] == [None, 0, 0]
    assert {node.code: node.effective_weight for node in scorecard.node_scores.filter(kind="dimension")} == {
        "1": cut(Fraction(50, 70)),
        "2": 0,
        "3": cut(Fraction(20, 70)),
    }


def test_scoring_twice_gives_the_same_rows(submission: Submission, officer: User) -> None:
    version = complete_and_submit(submission, officer)

    first = score_version(version_id=version.pk, now=DURING)
    second = score_version(version_id=version.pk, now=LATER)

    assert first == second
    assert rows() == (1, 1, 7)


def test_a_worker_that_comes_second_keeps_the_rows_of_the_first(
    submission: Submission, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = complete_and_submit(submission, officer)
    first = score_version(version_id=version.pk, now=DURING)

    # As it looks to a worker that read the tables before the other one wrote.
    views = iter([None, first])
    monkeypatch.setattr("scoring.services.scorecards.existing_scorecard", lambda _run, _version: next(views))
    second = score_version(version_id=version.pk, now=LATER)

    assert first == second
    assert rows() == (1, 1, 7)


def test_the_sweep_finds_what_was_never_scored(
    submission: Submission,
    other_submission: Submission,
    officer: User,
    other_officer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost = complete_and_submit(submission, officer)
    scored = complete_and_submit(other_submission, other_officer)
    score_version(version_id=scored.pk, now=LATER)
    queued: list[int] = []
    monkeypatch.setattr(score, "delay", lambda *, version_id: queued.append(version_id))

    sweep()

    assert queued == [lost.pk]


def test_the_sweep_leaves_the_newest_to_their_own_message(submission: Submission, officer: User) -> None:
    version = complete_and_submit(submission, officer, DURING)

    assert unscored_versions(now=LATER, submitted_before=DURING, at_most=10) == []
    assert unscored_versions(now=LATER, submitted_before=LATER, at_most=10) == [version.pk]
    assert unscored_versions(now=LATER, submitted_before=LATER, at_most=0) == []


def test_what_cannot_be_scored_rests_and_is_tried_again(submission: Submission, officer: User) -> None:
    version = complete_and_submit(submission, officer)
    broken = version.document.replace('"in_preparation"', '"gone"')
    SubmissionVersion.objects.update(document=broken)

    with pytest.raises(UnscorableAnswer):
        score(version_id=version.pk)
    failure = ScoringFailure.objects.get()
    assert (failure.version, failure.attempts) == (version, 1)
    assert "gone" in failure.reason

    now = failure.failed_at
    assert unscored_versions(now=now, submitted_before=now, at_most=10) == []
    assert unscored_versions(now=failure.retry_at, submitted_before=now, at_most=10) == [version.pk]
    run = failure.run
    rests = [
        note_failure(run=run, version_id=version.pk, reason="x", now=now).retry_at - now for _try in range(20)
    ]
    assert (rests[0], rests[1], rests[-1]) == (
        dt.timedelta(minutes=2),
        dt.timedelta(minutes=4),
        dt.timedelta(hours=6),
    )


def test_a_score_that_the_database_refuses_rests_too(
    submission: Submission, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = complete_and_submit(submission, officer)

    def refuse(*_given: object) -> None:
        raise IntegrityError("total_between_0_and_100")

    monkeypatch.setattr(scorecards, "_keep_all", refuse)
    with pytest.raises(IntegrityError):
        score(version_id=version.pk)

    failure = ScoringFailure.objects.get()
    assert (failure.version, failure.reason) == (version, "IntegrityError('total_between_0_and_100')")
    assert unscored_versions(now=failure.failed_at, submitted_before=failure.failed_at, at_most=10) == []


def test_a_new_version_is_scored_anew_and_only_it_counts(
    submission: Submission, officer: User, approver: User
) -> None:
    first = complete_and_submit(submission, officer)
    score_version(version_id=first.pk, now=DURING)
    return_for_correction(submission=submission, reason="แก้ไข", user=approver, now=DURING)
    assert scorecard_of(submission) is not None

    second = complete_and_submit(submission, officer, LATER)
    assert scorecard_of(submission) is None
    assert unscored_versions(now=LATER, submitted_before=LATER + dt.timedelta(1), at_most=10) == [second.pk]

    score_version(version_id=second.pk, now=LATER)
    assert [card.version for card in Scorecard.objects.current()] == [second]
    assert Scorecard.objects.count() == 2


def test_an_agency_sees_its_score_once_ega_allows_it(submission: Submission, officer: User) -> None:
    version = complete_and_submit(submission, officer)
    scorecard = score_version(version_id=version.pk, now=LATER)
    assert shown_scorecard_of(submission) is None

    show_scores(survey_round=submission.round, user=None, now=LATER)
    submission.refresh_from_db()
    submission.round.refresh_from_db()
    assert shown_scorecard_of(submission) == scorecard


def test_only_responses_are_counted(submission: Submission, officer: User) -> None:
    version = complete_and_submit(submission, officer)
    scorecard = score_version(version_id=version.pk, now=LATER)
    assert list(Scorecard.objects.counted()) == [], "waiting for its signature"

    submission.round.needs_sign_off = False
    submission.round.save()
    assert list(Scorecard.objects.counted()) == [scorecard]


def test_scoring_costs_few_queries(
    submission: Submission, officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = complete_and_submit(submission, officer)
    live_run(survey_round=submission.round, now=DURING)

    with django_assert_num_queries(7):
        score_version(version_id=version.pk, now=LATER)


@pytest.mark.parametrize(
    "value, kept",
    [
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(200, 3), "66.666666666666"),
        (Fraction(578, 10) - Fraction(1, 10**30), "57.799999999999"),
    ],
)
def test_kept_numbers_are_cut_not_rounded(value: Fraction, kept: str) -> None:
    assert cut(value) == Decimal(kept)
