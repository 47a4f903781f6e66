"""Releases pin what was made known."""

from decimal import Decimal
from typing import Any

import pytest

from agencies.models import Agency, User
from audit.models import AuditEntry
from scoring.models import Release, ScoringRun
from scoring.queries import released_scorecard_of
from scoring.services.errors import ReleaseRefused
from scoring.services.releases import release_results, withdraw_release
from scoring.services.runs import make_live
from scoring.services.scorecards import live_run
from surveys.models import Round
from surveys.services.rounds import close_round
from tests.reports.making import give_back, score, score_in, sign, submission_of
from tests.rounds import AFTER, DURING


@pytest.fixture
def closed(survey_round: Round, agency_a: Agency, officer: User) -> Round:
    """One agency has responded, and is scored."""
    score(sign(submission_of(survey_round, agency_a), officer), "42.5", {"1": "50"})
    close_round(survey_round=survey_round, user=None, now=DURING)
    survey_round.refresh_from_db()
    return survey_round


def released(survey_round: Round, **changes: Any) -> Release:
    values: dict[str, Any] = {"note": "final", "user": None, "now": AFTER} | changes
    return release_results(survey_round=survey_round, **values)


def total(survey_round: Round, agency: Agency) -> Decimal | None:
    card = released_scorecard_of(submission_of(survey_round, agency))
    return card.total if card else None


def test_what_is_released_stays_when_scores_move(closed: Round, agency_a: Agency, manager: User) -> None:
    old = live_run(survey_round=closed, now=DURING)
    assert total(closed, agency_a) is None
    release = released(closed, user=manager)
    assert (release.run, release.released_by, release.scorecards.count()) == (old, manager, 1)
    assert total(closed, agency_a) == Decimal("42.5")

    other = ScoringRun.objects.create(
        round=closed,
        questionnaire=closed.chosen_questionnaire,
        engine_version="2",
        reason="x",
        state=ScoringRun.State.FINISHED,
        created_at=AFTER,
        touched_at=AFTER,
        finished_at=AFTER,
    )
    score_in(other, old.scorecards.get().version, "60", {"1": "60"})
    make_live(run=other, user=None, now=AFTER)
    give_back(submission_of(closed, agency_a))
    assert total(closed, agency_a) == Decimal("42.5")


def test_another_release_takes_its_place(closed: Round, agency_a: Agency) -> None:
    first = released(closed)
    second = released(closed, note="corrected")
    first.refresh_from_db()
    assert (first.withdrawn_at, first.withdrawal_reason) == (AFTER, "corrected")
    assert list(Release.objects.standing()) == [second]


def test_a_release_can_be_taken_back(closed: Round, agency_a: Agency, manager: User) -> None:
    release = released(closed)
    withdraw_release(release=release, reason="wrong weights", user=manager, now=AFTER)
    release.refresh_from_db()
    assert (release.withdrawn_by, release.withdrawal_reason) == (manager, "wrong weights")
    assert total(closed, agency_a) is None
    with pytest.raises(ReleaseRefused, match="already_withdrawn"):
        withdraw_release(release=release, reason="again", user=manager, now=AFTER)


def test_taking_back_needs_a_reason(closed: Round) -> None:
    with pytest.raises(ReleaseRefused, match="reason_missing"):
        withdraw_release(release=released(closed), reason=" ", user=None, now=AFTER)


def test_an_open_round_is_not_released(survey_round: Round, agency_a: Agency, officer: User) -> None:
    score(sign(submission_of(survey_round, agency_a), officer), "42.5")
    with pytest.raises(ReleaseRefused, match="round_not_closed"):
        released(survey_round)


def test_half_of_the_scores_are_not_released(
    survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User
) -> None:
    score(sign(submission_of(survey_round, agency_a), officer), "42.5")
    sign(submission_of(survey_round, agency_b), officer)
    close_round(survey_round=survey_round, user=None, now=DURING)
    with pytest.raises(ReleaseRefused, match="not_all_scored"):
        released(survey_round)


def test_nothing_is_no_release(closed: Round, agency_a: Agency) -> None:
    standing = released(closed)
    give_back(submission_of(closed, agency_a))
    with pytest.raises(ReleaseRefused, match="nothing_scored"):
        released(closed, note="again")
    assert list(Release.objects.standing()) == [standing]


@pytest.mark.parametrize(("changes", "code"), [({"note": " "}, "note_missing"), ({}, "nothing_scored")])
def test_refused(survey_round: Round, changes: dict[str, Any], code: str) -> None:
    close_round(survey_round=survey_round, user=None, now=DURING)
    with pytest.raises(ReleaseRefused, match=code):
        released(survey_round, **changes)
    assert not Release.objects.exists()


def test_rankings_that_have_changed_are_analysed_again(closed: Round, agency_a: Agency) -> None:
    first = released(closed)
    assert list(first.run.robustness_analyses.values_list("audience", "state")) == [("department", "queued")]

    released(closed, note="again")
    assert first.run.robustness_analyses.count() == 1, "nothing was scored since"


def test_a_release_and_its_withdrawal_are_written_down(closed: Round, manager: User) -> None:
    release = released(closed, user=manager)
    withdraw_release(release=release, reason="wrong", user=manager, now=AFTER)
    entries = AuditEntry.objects.filter(kind="release").order_by("pk")
    assert list(entries.values_list("action", "code", "round_code", "actor", "note")) == [
        ("release.made", str(release.pk), "2569", manager.pk, "final"),
        ("release.withdrawn", str(release.pk), "2569", manager.pk, "wrong"),
    ]
