"""Two scoring runs side by side."""

from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Ministry, User
from portal.formats import half_up
from reports.queries.comparison import Cause, Change, causes, changes, mean_pairs, moved_by
from reports.queries.means import Mean
from reports.queries.ranks import ranks_of
from scoring.models import NodeScore, ScoringRun
from scoring.services.scorecards import live_run
from surveys.models import Round, SubmissionVersion
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import give_back, score_in, sign, submission_of, submit
from tests.rounds import DURING

DEPARTMENT, PROVINCE = Audience


@pytest.mark.parametrize(
    ("totals", "ranks"),
    [
        ({}, {}),
        ({"a": "50"}, {"a": 1}),
        ({"a": "40", "b": "60", "c": "50"}, {"a": 3, "b": 1, "c": 2}),
        ({"a": "50", "b": "60", "c": "50", "d": "10"}, {"a": 2, "b": 1, "c": 2, "d": 4}),
        ({"a": "50.000000000001", "b": "50"}, {"a": 1, "b": 2}),
        ({"a": "50.0", "b": "50.00"}, {"a": 1, "b": 1}),
    ],
)
def test_ranks(totals: dict[str, str], ranks: dict[str, int]) -> None:
    assert ranks_of({key: Decimal(total) for key, total in totals.items()}) == ranks


@pytest.fixture
def runs(survey_round: Round) -> tuple[ScoringRun, ScoringRun]:
    before = live_run(survey_round=survey_round, now=DURING)
    after = ScoringRun.objects.create(
        round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        engine_version="1",
        reason="new weights",
        created_at=DURING,
        touched_at=DURING,
    )
    return before, after


def both(runs: tuple[ScoringRun, ScoringRun], version: SubmissionVersion, before: str, after: str) -> None:
    for run, total in zip(runs, (before, after), strict=True):
        score_in(run, version, total, {"1": total, "1.1": total})


def test_every_agency_with_both_totals_and_ranks(
    runs: tuple[ScoringRun, ScoringRun],
    survey_round: Round,
    agency_a: Agency,
    agency_b: Agency,
    office: Agency,
    officer: User,
    ministry: Ministry,
) -> None:
    waiting, returned = (make_department(code, ministry) for code in ("D7", "D8"))
    add_agencies(survey_round=survey_round, agencies=[waiting, returned])
    both(runs, sign(submission_of(survey_round, agency_a), officer), "40", "70")
    both(runs, sign(submission_of(survey_round, agency_b), officer), "60", "50")
    both(runs, sign(submission_of(survey_round, office), officer), "90", "10")
    both(runs, submit(submission_of(survey_round, waiting), officer), "99", "99")
    both(runs, sign(submission_of(survey_round, returned), officer), "99", "99")
    give_back(submission_of(survey_round, returned))

    found: list[Any] = [
        (
            each.agency,
            each.before,
            each.after,
            each.difference,
            each.rank_before,
            each.rank_after,
            each.places,
        )
        for each in changes(*runs, DEPARTMENT)
    ]
    assert found == [
        (agency_a, 40, 70, 30, 2, 1, 1),
        (agency_b, 60, 50, -10, 1, 2, -1),
    ]
    assert [(each.agency, each.rank_after) for each in changes(*runs, PROVINCE)] == [(office, 1)]


def test_what_is_not_scored_yet_has_no_difference(
    runs: tuple[ScoringRun, ScoringRun], survey_round: Round, agency_a: Agency, officer: User
) -> None:
    score_in(runs[0], sign(submission_of(survey_round, agency_a), officer), "40", {})
    (change,) = changes(*runs, DEPARTMENT)
    found: tuple[Any, ...] = (change.before, change.after, change.difference, change.places)
    assert found == (40, None, None, None)


def test_causes_are_the_indicators_that_moved(
    runs: tuple[ScoringRun, ScoringRun],
    survey_round: Round,
    agency_a: Agency,
    agency_b: Agency,
    officer: User,
) -> None:
    version = sign(submission_of(survey_round, agency_a), officer)
    score_in(runs[0], version, "40", {"1": "40", "1.1": "10", "1.2": "20", "2.1": "10"})
    score_in(runs[1], version, "45", {"1": "45", "1.1": "30", "1.2": "5", "2.1": "10"})
    both(runs, sign(submission_of(survey_round, agency_b), officer), "50", "50")

    NodeScore.objects.update(contribution=F("score"))

    found: dict[int, Any] = {
        agency: [(each.code, each.difference) for each in several]
        for agency, several in causes(*runs, [agency_a, agency_b]).items()
    }
    assert found == {agency_a.pk: [("1.1", 20), ("1.2", -15)]}


def test_what_moved_an_agency_adds_up_to_its_difference(rescored_round: Round) -> None:
    after, before = rescored_round.scoring_runs.all()
    found = [change for audience in Audience for change in changes(before, after, audience)]
    everything = causes(before, after, [change.agency for change in found], at_most=22)
    most = causes(before, after, [change.agency for change in found])

    assert len(found) == 3
    for change in found:
        assert change.difference
        whole, moved = everything[change.agency.pk], moved_by(change, most[change.agency.pk])
        # Kept numbers are cut after twelve places, each of the 22 indicators in both runs.
        assert abs(sum(cause.difference for cause in whole) - change.difference) < Decimal("1e-10")
        assert moved.causes == whole[:3]
        shown = [half_up(cause.difference, 2) for cause in moved.causes]
        assert sum(shown) + moved.rest == half_up(change.difference, 2)
        assert abs(moved.rest - sum(cause.difference for cause in whole[3:])) <= Decimal("0.02")


@pytest.mark.parametrize(
    ("before", "after", "differences", "rest"),
    [
        ("40", "40", [], "0"),
        ("40", "43", ["1", "2"], "0"),
        # Three thirds are one, and not 0.99.
        ("40", "41", ["0.333333333333"] * 3, "0.01"),
        ("40", "39.985", ["0.005", "-0.015"], "-0.01"),
        (None, "40", ["10", "30"], "0"),
    ],
)
def test_rounding_is_told_with_the_rest(
    agency_a: Agency, before: str | None, after: str, differences: list[str], rest: str
) -> None:
    change = Change(agency_a, Decimal(before) if before else None, Decimal(after), 1, 1)
    found = [Cause("1.1", Decimal(0), Decimal(each)) for each in differences]
    moved = moved_by(change, found)
    assert (moved.causes, moved.rest) == (found if before else (), Decimal(rest))


def test_means_of_both(
    runs: tuple[ScoringRun, ScoringRun],
    survey_round: Round,
    agency_a: Agency,
    agency_b: Agency,
    officer: User,
) -> None:
    both(runs, sign(submission_of(survey_round, agency_a), officer), "40", "70")
    both(runs, sign(submission_of(survey_round, agency_b), officer), "60", "50")
    pair = mean_pairs(*runs)[DEPARTMENT]
    found: list[Any] = [(each.total.value, each.total.n) for each in (pair.before, pair.after)]
    assert found == [(50, 2), (60, 2)]
    assert mean_pairs(*runs)[PROVINCE].after.total == Mean()


@pytest.mark.parametrize("agencies", [1, 3])
def test_it_costs_the_same_for_many(
    runs: tuple[ScoringRun, ScoringRun],
    survey_round: Round,
    ministry: Ministry,
    officer: User,
    agencies: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked = [make_department(f"D70{number}", ministry) for number in range(agencies)]
    add_agencies(survey_round=survey_round, agencies=asked)
    for agency in asked:
        both(runs, sign(submission_of(survey_round, agency), officer), "40", "70")
    with django_assert_num_queries(4):
        found = changes(*runs, DEPARTMENT)
        causes(*runs, [each.agency for each in found])
    assert len(found) == agencies
