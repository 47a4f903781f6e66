from fractions import Fraction

import pytest

from agencies.models import Agency, Ministry, User
from reports.queries.groups import Group, Grouping
from reports.queries.means import TOTAL, GroupMeans, Mean, Means, Results, results_by
from scoring.models import NodeScore, ScoringRun
from surveys.models import Round
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import BLANK, give_back, score, score_in, sign, submission_of, submit
from tests.rounds import DURING

DEPARTMENT, PROVINCE = Audience.DEPARTMENT, Audience.PROVINCE


def results(survey_round: Round, grouping=Grouping.TYPE, audience=DEPARTMENT) -> Results:
    return results_by(grouping, survey_round=survey_round, agencies=Agency.objects.all(), audience=audience)


def units(score: str) -> int:
    return int(Fraction(score) * 10**12)


def test_nothing_scored(survey_round: Round):
    assert results(survey_round) == Results(
        Grouping.TYPE, {DEPARTMENT: Means(0, {}), PROVINCE: Means(0, {})}, ()
    )
    assert Means().total.value is None


def test_means_have_their_own_n(survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User):
    score(sign(submission_of(survey_round, agency_a), officer), "57.8", {"1": "60", "2": None})
    score(sign(submission_of(survey_round, agency_b), officer), "60.1", {"1": "61", "2": "33.333333333333"})
    means = results(survey_round).by_audience[DEPARTMENT]
    assert means == Means(
        base=2,
        nodes={
            TOTAL: Mean(units("117.9"), 2),
            "1": Mean(units("121"), 2),
            "2": Mean(units("33.333333333333"), 1, not_applicable=1),
        },
    )
    assert means.total.value == Fraction("58.95")
    assert means.node("3").value is None


@pytest.mark.parametrize("scored", [1, 3])
def test_not_applicable_and_not_stated_are_counted_apart(
    survey_round: Round, ministry: Ministry, officer: User, scored: int, django_assert_num_queries
):
    for number in range(scored):
        for kind, first in (("2", "40"), ("3", None), ("4", BLANK)):
            agency = make_department(f"D99{kind}{number}", ministry)
            add_agencies(survey_round=survey_round, agencies=[agency])
            total = "40" if first == "40" else None
            score(sign(submission_of(survey_round, agency), officer), total, {"1": first, "2": "10"})
    with django_assert_num_queries(3):
        means = results(survey_round).by_audience[DEPARTMENT]
    mean = Mean(units("40") * scored, scored, not_applicable=scored, not_stated=scored)
    assert means == Means(
        base=3 * scored,
        nodes={TOTAL: mean, "1": mean, "2": Mean(units("10") * 3 * scored, 3 * scored)},
    )


def test_sums_are_exact(survey_round: Round, ministry: Ministry, officer: User):
    totals = ["0.000000000001", "99.999999999999", "33.333333333333", "66.666666666667", "57.804123456789"]
    agencies = [make_department(f"D990{n}", ministry) for n in range(len(totals))]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency, total in zip(agencies, totals, strict=True):
        score(sign(submission_of(survey_round, agency), officer), total)
    assert results(survey_round).by_audience[DEPARTMENT].total.units == 257_804_123_456_789


def test_only_the_latest_version_of_the_live_run_of_those_who_responded(
    survey_round: Round, agency_a: Agency, agency_b: Agency, office: Agency, officer: User
):
    first = sign(submission_of(survey_round, agency_a), officer)
    score(first, "10")
    give_back(submission_of(survey_round, agency_a))
    second = sign(submission_of(survey_round, agency_a), officer)
    score(second, "80")
    old_run = ScoringRun.objects.create(
        round=survey_round,
        questionnaire=survey_round.chosen_questionnaire,
        engine_version="0",
        reason="before",
        created_at=DURING,
        touched_at=DURING,
    )
    score_in(old_run, second, "20", {})
    score(submit(submission_of(survey_round, agency_b), officer), "90")
    score(sign(submission_of(survey_round, office), officer), "30")
    give_back(submission_of(survey_round, office))
    assert results(survey_round).by_audience == {
        DEPARTMENT: Means(1, {TOTAL: Mean(units("80"), 1)}),
        PROVINCE: Means(0, {}),
    }


def test_groups_do_not_mix_levels(survey_round: Round, agency_a: Agency, office: Agency, officer: User):
    score(sign(submission_of(survey_round, agency_a), officer), "40", {"1": "50"})
    score(sign(submission_of(survey_round, office), officer), "20", {"1": "30"})
    found = results(survey_round, Grouping.PROVINCE, PROVINCE)
    assert found.groups == (
        GroupMeans(
            Group("50", "เชียงใหม่"), Means(1, {TOTAL: Mean(units("20"), 1), "1": Mean(units("30"), 1)})
        ),
    )
    assert results(survey_round, Grouping.PROVINCE, DEPARTMENT).groups == ()


@pytest.mark.parametrize("scored", [1, 3])
def test_two_queries_however_many_are_scored(
    survey_round: Round, ministry: Ministry, officer: User, django_assert_num_queries, scored: int
):
    agencies = [make_department(f"D990{n}", ministry) for n in range(scored)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    for agency in agencies:
        score(sign(submission_of(survey_round, agency), officer), "50", {"1": "50"})
    with django_assert_num_queries(2):
        assert results(survey_round, Grouping.MINISTRY).groups[0].means.base == scored


def test_indicators_can_be_left_out(survey_round: Round, agency_a: Agency, officer: User):
    score(sign(submission_of(survey_round, agency_a), officer), "50", {"1": "40", "1.1": "30"})
    found = results_by(
        Grouping.TYPE,
        survey_round=survey_round,
        agencies=Agency.objects.all(),
        audience=DEPARTMENT,
        kinds=[NodeScore.Kind.DIMENSION],
    )
    assert found.by_audience[DEPARTMENT].nodes.keys() == {TOTAL, "1"}
