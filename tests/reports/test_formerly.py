"""What an agency was before: the scores of its predecessors stand side by side."""

import datetime as dt
from decimal import Decimal

import pytest

from agencies.models import Agency
from agencies.roster.editing import merge
from agencies.roster.rows import AgencyRow
from agencies.roster.writing import Cause
from reports.queries.formerly import formerly
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.reports.making import score, sign, submission_of, submit
from tests.rounds import DURING, make_round

SINCE = dt.date(2027, 1, 1)


@pytest.fixture
def merged(survey_round, agency_a, agency_b, officer, manager) -> Agency:
    """A and B have responded in 2569 and become one for 2570."""
    score(sign(submission_of(survey_round, agency_a), officer), "40")
    score(sign(submission_of(survey_round, agency_b), officer), None)
    row = AgencyRow(
        code="D1102",
        name_th="กรมรวม",
        name_en="Merged",
        audience="department",
        type="government",
        region="national",
        ministry="11",
    )
    merge(
        codes=["D1101", "D1201"],
        into=row,
        on=SINCE,
        seen=0,
        cause=Cause(reason="พ.ร.บ.", user=manager, now=DURING),
    )
    return Agency.objects.get(code="D1102")


@pytest.fixture
def next_round(small_questionnaire, merged) -> Round:
    survey_round = make_round(
        small_questionnaire, "2570", opens_on=dt.date(2027, 7, 1), closes_on=dt.date(2027, 7, 31)
    )
    add_agencies(survey_round=survey_round, agencies=[merged])
    return survey_round


def found(agency: Agency, survey_round: Round):
    return [
        (each.agency.code, each.line.kind, [(score.survey_round.code, score.total) for score in each.scores])
        for each in formerly(agency, survey_round=survey_round)
    ]


def test_predecessors_with_their_scores_of_earlier_rounds(merged, next_round, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert found(merged, next_round) == [
            ("D1101", "merged", [("2569", Decimal(40))]),
            ("D1201", "merged", [("2569", None)]),
        ]


def test_scores_of_later_rounds_and_of_what_does_not_count(
    survey_round, merged, next_round, agency_a, officer
):
    submission = submission_of(survey_round, agency_a)
    submit(submission, officer)
    assert found(merged, next_round)[0] == ("D1101", "merged", [])
    assert found(merged, survey_round) == [("D1101", "merged", []), ("D1201", "merged", [])]


def test_one_that_came_out_of_nothing(agency_a, survey_round, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert formerly(agency_a, survey_round=survey_round) == ()


def test_the_page_of_the_agency_lists_them(client, manager, merged, next_round):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    content = client.get("/dashboard/2570/agencies/D1102/").text
    assert "Formerly" in content
    assert 'href="/manage/roster/agencies/D1101/"' in content
    assert "40.0" in content
