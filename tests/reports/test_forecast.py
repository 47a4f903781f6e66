"""The response beside the round before, by days left until the last day."""

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import timezone

from agencies.models import Agency, User
from reports.queries.forecast import Beside, Earlier, comparison_of, round_before
from surveys.models import QuestionnaireVersion, Round
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.reports.making import sign, submission_of
from tests.rounds import make_round

DEPARTMENT, PROVINCE = Audience.DEPARTMENT, Audience.PROVINCE


def moment(year: int, month: int, day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    "beside, rate, ahead, forecast",
    [
        (Beside(100, 20, Earlier(50, 15, 40)), 20, -10, Fraction(20) + Fraction(80 * 25, 35)),
        (Beside(100, 20, Earlier(50, 0, 50)), 20, 20, 100),
        (Beside(100, 20, Earlier(50, 50, 50)), 20, -80, 20),
        (Beside(100, 20, Earlier(50, 30, 30)), 20, -40, 20),
        (Beside(100, 0, Earlier(50, 0, 0)), 0, 0, 0),
        (Beside(100, 100, Earlier(50, 10, 20)), 100, 80, 100),
    ],
    ids=["usual", "all came later", "all were there", "nobody came later", "nobody at all", "complete"],
)
def test_the_forecast_lets_the_same_share_of_the_missing_follow(beside, rate, ahead, forecast):
    assert (beside.rate, beside.ahead, beside.forecast) == (rate, ahead, forecast)


def test_without_a_base_there_is_no_figure():
    beside = Beside(0, 0, Earlier(0, 0, 0))
    assert (beside.rate, beside.rate_then, beside.ahead, beside.forecast) == (None, None, None, None)


@pytest.fixture
def earlier(small_questionnaire: QuestionnaireVersion, agency_a: Agency, agency_b: Agency, office: Agency):
    """A longer round a year before: 1 May to 31 July 2025, closed."""
    made = make_round(
        small_questionnaire,
        "2568",
        year_be=2568,
        opens_on=dt.date(2025, 5, 1),
        closes_on=dt.date(2025, 7, 31),
    )
    add_agencies(survey_round=made, agencies=[agency_a, agency_b, office])
    Round.objects.filter(pk=made.pk).update(state=Round.State.CLOSED)
    return Round.objects.get(pk=made.pk)


def compared(survey_round: Round, now: dt.datetime, agencies=None):
    return comparison_of(
        survey_round=survey_round,
        agencies=Agency.objects.all() if agencies is None else agencies,
        now_by_level={DEPARTMENT: (2, 1), PROVINCE: (1, 0)},
        now=now,
    )


def test_days_are_compared_by_how_many_are_left(
    survey_round: Round, earlier: Round, agency_a: Agency, agency_b: Agency, office: Agency, officer: User
):
    sign(submission_of(earlier, agency_a), officer, at=moment(2025, 7, 15, 23))
    sign(submission_of(earlier, agency_b), officer, at=moment(2025, 7, 16, 0))
    sign(submission_of(earlier, office), officer, at=moment(2025, 8, 1, 0))

    found = compared(survey_round, moment(2026, 7, 15))
    assert found is not None
    assert (found.earlier_round, found.day, found.days_left) == (earlier, dt.date(2025, 7, 15), 16)
    assert found.levels == {
        DEPARTMENT: Beside(2, 1, Earlier(2, 1, 2)),
        PROVINCE: Beside(1, 0, Earlier(1, 0, 0)),
    }


def test_after_the_last_day_the_last_day_is_compared(
    survey_round: Round, earlier: Round, agency_a: Agency, officer: User
):
    sign(submission_of(earlier, agency_a), officer, at=moment(2025, 7, 31, 23))
    found = compared(survey_round, moment(2026, 9, 1))
    assert found is not None
    assert (found.day, found.days_left) == (dt.date(2025, 7, 31), 0)
    assert found.levels[DEPARTMENT].earlier == Earlier(2, 1, 1)


def test_a_monitor_compares_its_own_agencies(survey_round: Round, earlier: Round, agency_a: Agency):
    found = compared(survey_round, moment(2026, 7, 15), Agency.objects.filter(pk=agency_a.pk))
    assert found is not None
    assert found.levels == {DEPARTMENT: Beside(2, 1, Earlier(1, 0, 0))}


@pytest.mark.parametrize(
    "state, opens_on",
    [
        (Round.State.PREPARING, dt.date(2025, 5, 1)),
        (Round.State.OPEN, dt.date(2025, 5, 1)),
        (Round.State.CLOSED, dt.date(2026, 7, 1)),
    ],
)
def test_only_a_round_that_is_over_and_was_earlier_is_the_round_before(
    survey_round: Round, earlier: Round, state, opens_on
):
    assert round_before(survey_round) == earlier
    Round.objects.filter(pk=earlier.pk).update(
        state=state, opens_on=opens_on, closes_on=opens_on + dt.timedelta(days=9)
    )
    assert round_before(survey_round) is None
    assert compared(survey_round, moment(2026, 7, 15)) is None
