"""What a round is called."""

import pytest

from agencies.models import Agency, User
from scoring.services.releases import release_results, withdraw_release
from scoring.stages import RoundLine, Stage, is_published, results_checks, round_lines, stage_of
from surveys.models import Round, Submission
from surveys.queries.round_checks import Check, Outcome
from surveys.services.rounds import close_round
from tests.reports.making import score, sign, submission_of
from tests.rounds import AFTER, DURING


@pytest.mark.parametrize(
    "fields, published, stage",
    [
        ({"state": "preparing"}, False, Stage.PREPARING),
        ({"state": "open"}, False, Stage.OPEN),
        ({"state": "open", "scores_shown_at": DURING}, False, Stage.OPEN),
        ({"state": "closed"}, False, Stage.CLOSED),
        ({"state": "closed", "scores_shown_at": DURING}, False, Stage.PROVISIONAL),
        ({"state": "closed", "scores_shown_at": DURING}, True, Stage.PUBLISHED),
        ({"state": "closed"}, True, Stage.PUBLISHED),
        ({"state": "closed", "archived_at": AFTER}, True, Stage.ARCHIVED),
        ({"state": "preparing", "archived_at": AFTER}, False, Stage.ARCHIVED),
    ],
)
def test_stages(fields, published, stage):
    assert stage_of(Round(**fields), is_published=published) == stage


def test_a_release_is_what_publishes(
    survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User, django_assert_num_queries
) -> None:
    score(sign(submission_of(survey_round, agency_a), officer), "42.5")
    assert results_checks(survey_round) == [
        Check("round_not_closed", Outcome.BLOCKS),
        Check("all_scored", params={"scored": 1, "responded": 1}),
    ]
    close_round(survey_round=survey_round, user=None, now=AFTER)
    release = release_results(survey_round=survey_round, note="final", user=None, now=AFTER)
    assert is_published(survey_round)
    with django_assert_num_queries(1):
        assert round_lines(Round.objects.all()) == [RoundLine(survey_round, Stage.PUBLISHED, 3, 1)]

    withdraw_release(release=release, reason="wrong", user=None, now=AFTER)
    assert not is_published(survey_round)
    assert round_lines(Round.objects.all()) == [RoundLine(survey_round, Stage.CLOSED, 3, 1)]


def test_what_keeps_results_back(
    survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User
) -> None:
    close_round(survey_round=survey_round, user=None, now=AFTER)
    survey_round.refresh_from_db()
    assert results_checks(survey_round) == [
        Check("is_closed"),
        Check("nothing_scored", Outcome.BLOCKS, {"scored": 0, "responded": 0}),
    ]
    score(sign(submission_of(survey_round, agency_a), officer), "42.5")
    sign(submission_of(survey_round, agency_b), officer)
    assert results_checks(survey_round)[1] == Check(
        "not_all_scored", Outcome.BLOCKS, {"scored": 1, "responded": 2}
    )


def test_who_was_withdrawn_is_not_counted(survey_round: Round, agency_a: Agency, officer: User) -> None:
    sign(submission_of(survey_round, agency_a), officer)
    Submission.objects.filter(agency=agency_a).update(withdrawn_at=DURING, withdrawn_why="x")
    assert round_lines(Round.objects.all()) == [RoundLine(survey_round, Stage.OPEN, 2, 0)]
