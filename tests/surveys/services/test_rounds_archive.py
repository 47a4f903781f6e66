"""Putting rounds out of the way, and bringing them back."""

import pytest

from agencies.models import Agency, User
from audit.models import AuditEntry
from scoring.models import ScoringRun
from scoring.services.errors import ReleaseRefused, RunRefused
from scoring.services.releases import release_results, withdraw_release
from scoring.services.runs import make_live, start_run
from surveys.models import QuestionnaireVersion, Round
from surveys.services.errors import RoundRefused
from surveys.services.rounds import close_round, reopen_round
from surveys.services.rounds_archive import archive_round, restore_round
from tests.reports.making import score, sign, submission_of
from tests.rounds import AFTER, BEFORE, make_round


@pytest.fixture
def archived(survey_round: Round, agency_a: Agency, officer: User, manager: User) -> Round:
    """Its results are released."""
    score(sign(submission_of(survey_round, agency_a), officer), "42.5")
    close_round(survey_round=survey_round, user=manager, now=AFTER)
    release_results(survey_round=survey_round, note="final", user=manager, now=AFTER)
    archive_round(survey_round=survey_round, user=manager, now=AFTER)
    survey_round.refresh_from_db()
    return survey_round


def test_it_leaves_the_lists_and_comes_back_for_a_reason(archived: Round, manager: User) -> None:
    assert list(Round.objects.current()) == []
    assert list(Round.objects.archived()) == [archived]

    with pytest.raises(RoundRefused, match="reason_missing"):
        restore_round(survey_round=archived, reason=" ", user=manager, now=AFTER)
    restore_round(survey_round=archived, reason="ตรวจสอบ", user=manager, now=AFTER)

    assert list(Round.objects.current()) == [archived]
    entries = AuditEntry.objects.about("round", "2569").values_list("action", "note")[:2]
    assert list(entries) == [("round.restored", "ตรวจสอบ"), ("round.archived", "")]


def test_nothing_of_it_changes(archived: Round, manager: User) -> None:
    run = archived.scoring_runs.get()
    with pytest.raises(RoundRefused, match="archived"):
        reopen_round(survey_round=archived, closes_on=None, reason="x", user=manager, now=AFTER)
    with pytest.raises(RunRefused, match="archived"):
        start_run(
            survey_round=archived,
            questionnaire=archived.chosen_questionnaire,
            reason="x",
            user=manager,
            now=AFTER,
        )
    with pytest.raises(RunRefused, match="archived"):
        make_live(run=run, user=manager, now=AFTER)
    with pytest.raises(ReleaseRefused, match="archived"):
        release_results(survey_round=archived, note="again", user=manager, now=AFTER)
    with pytest.raises(ReleaseRefused, match="archived"):
        withdraw_release(release=archived.releases.get(), reason="x", user=manager, now=AFTER)

    assert ScoringRun.objects.get() == run
    assert archived.releases.get().withdrawn_at is None


def test_an_open_round_is_closed_first(survey_round: Round) -> None:
    with pytest.raises(RoundRefused, match="still_open"):
        archive_round(survey_round=survey_round, user=None, now=AFTER)

    assert Round.objects.get().archived_at is None


def test_each_way_once(archived: Round) -> None:
    with pytest.raises(RoundRefused, match="already_archived"):
        archive_round(survey_round=archived, user=None, now=AFTER)
    restore_round(survey_round=archived, reason="x", user=None, now=AFTER)
    with pytest.raises(RoundRefused, match="not_archived"):
        restore_round(survey_round=archived, reason="x", user=None, now=AFTER)


def test_a_round_that_is_not_to_be_asked_does_not_open_by_itself(
    small_questionnaire: QuestionnaireVersion,
) -> None:
    survey_round = make_round(small_questionnaire)
    Round.objects.update(opens_by_clock=True)
    archive_round(survey_round=survey_round, user=None, now=BEFORE)

    assert Round.objects.values_list("opens_by_clock", "archived_at").get() == (False, BEFORE)
