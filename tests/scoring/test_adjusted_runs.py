"""Runs that take the adjustments of EGA: which, until when, and what becomes of them in a scorecard."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agencies.models import User
from audit.models import AuditEntry
from scoring.engine.document import from_document
from scoring.models import AdjustedQuestion, Scorecard, ScoringRun
from scoring.services.errors import RunRefused
from scoring.services.runs import make_live, score_chunk, start_run
from scoring.services.scorecards import score_version
from surveys.models import Review, ReviewDecision, Round, Submission, SubmissionVersion
from tests.reviews import make_decision, make_review
from tests.rounds import DURING, complete_and_submit

HOUR = dt.timedelta(hours=1)
FIRST, SECOND, LATER = DURING + HOUR, DURING + 2 * HOUR, DURING + 3 * HOUR


@pytest.fixture
def submitted(submission: Submission, other_submission: Submission, officer: User) -> list[SubmissionVersion]:
    """Two submissions, scored in the live run. plan 50, topics 50, …: 42.5 in all."""
    versions = [complete_and_submit(each, officer) for each in (submission, other_submission)]
    for version in versions:
        score_version(version_id=version.pk, now=DURING)
    return versions


@pytest.fixture
def decided(submitted: list[SubmissionVersion], analyst: User) -> list[ReviewDecision]:
    """Of the first submission, in a review that is finished."""
    review = make_review(submitted[0], analyst, finished_at=FIRST, outcome="adjusted")
    return [make_decision(review, name, to) for name, to in (("plan", "0"), ("systems_owner", "100"))]


def scored_again(survey_round: Round, versions: list[SubmissionVersion], **changes: Any) -> ScoringRun:
    values: dict[str, Any] = {
        "questionnaire": survey_round.chosen_questionnaire,
        "reason": "reviewed",
        "user": None,
        "now": LATER,
    }
    run = start_run(survey_round=survey_round, **values | changes)
    score_chunk(run_id=run.pk, version_ids=[version.pk for version in versions], now=LATER)
    run.refresh_from_db()
    return run


def totals(run: ScoringRun) -> list[Decimal | None]:
    return list(run.scorecards.order_by("version").values_list("total", flat=True))


Row = tuple[int, str, Any, Any]


def adjusted(run: ScoringRun) -> list[Row]:
    """Version, question, what the answer gives and what counts."""
    rows = AdjustedQuestion.objects.filter(scorecard__run=run).order_by("scorecard__version", "question")
    return list(rows.values_list("scorecard__version", "question", "by_answer", "score"))


def test_a_run_takes_what_was_decided_and_leaves_the_old_rows(
    survey_round: Round, submitted: list[SubmissionVersion], decided: list[ReviewDecision]
) -> None:
    live = ScoringRun.objects.get()
    before = list(Scorecard.objects.filter(run=live).order_by("pk").values())
    run = scored_again(survey_round, submitted, adjusted_until=FIRST)

    assert (run.state, run.adjusted_until, live.adjusted_until) == ("finished", FIRST, None)
    # A point of plan is a third of 1.1, which is 60 % of dimension 1, half of the total, so 0.1 of it;
    # dimension 3 is systems_owner alone, 20 % of the total.
    assert totals(run) == [Decimal("42.5") - 50 * Decimal("0.1") + 100 * Decimal("0.2"), Decimal("42.5")]
    assert adjusted(run) == [
        (submitted[0].pk, "plan", 50, 0),
        (submitted[0].pk, "systems_owner", 0, 100),
    ]
    assert [row.decision for row in AdjustedQuestion.objects.order_by("question")] == decided
    assert list(Scorecard.objects.filter(run=live).order_by("pk").values()) == before

    entry = AuditEntry.objects.get(action="run.started")
    assert entry.after is not None
    assert entry.after["adjusted_until"] == FIRST.isoformat()


def test_the_explanation_holds_both_steps(
    survey_round: Round, submitted: list[SubmissionVersion], decided: list[ReviewDecision]
) -> None:
    run = scored_again(survey_round, submitted, adjusted_until=FIRST)
    tree = from_document(json.loads(run.scorecards.get(version=submitted[0]).explanation))
    plan = tree.question("plan")
    assert plan.by_answer is not None
    assert (plan.by_answer.score, plan.by_answer.reason.code) == (Fraction(50), "choice")
    assert (plan.score, dict(plan.reason.params)) == (
        Fraction(0),
        {"score": "0", "reason": decided[0].reason},
    )


def test_what_is_decided_later_is_for_a_later_run(
    survey_round: Round,
    submitted: list[SubmissionVersion],
    decided: list[ReviewDecision],
    office_submission: Submission,
    officer: User,
    analyst: User,
) -> None:
    run = scored_again(survey_round, submitted[1:], adjusted_until=FIRST)
    Review.objects.update(reopened_at=SECOND, reopened_why="เอกสารใหม่")
    second = make_review(submitted[0], analyst, finished_at=SECOND, outcome="adjusted")
    make_decision(second, "plan", "75")

    score_chunk(run_id=run.pk, version_ids=[submitted[0].pk], now=LATER)
    assert adjusted(run) == [
        (submitted[0].pk, "plan", 50, 0),
        (submitted[0].pk, "systems_owner", 0, 100),
    ]
    assert adjusted(scored_again(survey_round, submitted, adjusted_until=SECOND)) == [
        (submitted[0].pk, "plan", 50, 75)
    ]


def test_scoring_twice_gives_the_same_rows(
    survey_round: Round, submitted: list[SubmissionVersion], decided: list[ReviewDecision]
) -> None:
    run = scored_again(survey_round, submitted, adjusted_until=FIRST)
    before = list(run.scorecards.order_by("pk").values()), adjusted(run)
    score_chunk(run_id=run.pk, version_ids=[version.pk for version in submitted], now=LATER)
    assert (list(run.scorecards.order_by("pk").values()), adjusted(run)) == before

    again = scored_again(survey_round, submitted, adjusted_until=FIRST)
    said = [list(each.scorecards.order_by("version").values("total", "explanation")) for each in (run, again)]
    assert said[0] == said[1]


def test_new_submissions_are_scored_into_a_live_run_with_adjustments(
    survey_round: Round,
    submitted: list[SubmissionVersion],
    decided: list[ReviewDecision],
    office_submission: Submission,
    officer: User,
) -> None:
    run = scored_again(survey_round, submitted, adjusted_until=FIRST)
    make_live(run=run, user=None, now=LATER)
    late = complete_and_submit(office_submission, officer, DURING)
    card = score_version(version_id=late.pk, now=LATER)
    assert (card.run, card.adjusted_questions.count()) == (run, 0)


@pytest.mark.parametrize("moment", [FIRST + dt.timedelta(microseconds=1), LATER, LATER + HOUR])
def test_nothing_is_taken_until_a_moment_that_may_still_bring_decisions(
    survey_round: Round,
    submitted: list[SubmissionVersion],
    decided: list[ReviewDecision],
    moment: dt.datetime,
) -> None:
    with pytest.raises(RunRefused, match="not_decided_yet"):
        scored_again(survey_round, submitted, adjusted_until=moment)
    assert ScoringRun.objects.count() == 1


def test_without_any_review_there_is_no_moment(
    survey_round: Round, submitted: list[SubmissionVersion]
) -> None:
    with pytest.raises(RunRefused, match="not_decided_yet"):
        scored_again(survey_round, submitted, adjusted_until=DURING)


def test_an_adjustment_without_effect_is_kept_as_such(
    survey_round: Round, submitted: list[SubmissionVersion], analyst: User
) -> None:
    """One of a question that is not asked, one of a question that the run does not score."""
    review = make_review(submitted[0], analyst, finished_at=FIRST, outcome="adjusted")
    make_decision(review, "remark", "50")
    make_decision(review, "topics", "100")
    document = submitted[0].document.replace('"in_preparation"', '"none"')
    SubmissionVersion.objects.filter(pk=submitted[0].pk).update(document=document)
    run = scored_again(survey_round, submitted, adjusted_until=FIRST)
    assert adjusted(run) == [
        (submitted[0].pk, "remark", None, None),
        (submitted[0].pk, "topics", None, None),
    ]
    assert run.failures.count() == 0


@pytest.mark.parametrize("field", ["score", "by_answer"])
@pytest.mark.parametrize("value", ["-0.1", "100.1"])
def test_the_database_refuses_scores_that_are_none(
    submitted: list[SubmissionVersion], decided: list[ReviewDecision], field: str, value: str
) -> None:
    card = Scorecard.objects.all()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        AdjustedQuestion.objects.create(
            scorecard=card, question="plan", decision=decided[0], **{field: Decimal(value)}
        )
