import datetime as dt

import pytest
from django.utils import timezone

from agencies.models import Agency, User
from reports.queries.daily import Course, Day, course_of
from surveys.models import Round
from tests.reports.making import give_back, sign, submission_of, submit
from tests.rounds import AFTER, BEFORE, LAST_DAY, OPENS


def moment(day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 7, day, hour, minute, tzinfo=timezone.get_default_timezone())


def course(survey_round: Round, now: dt.datetime) -> Course:
    return course_of(survey_round=survey_round, agencies=Agency.objects.all(), now=now)


def test_before_the_round_there_is_no_day(survey_round: Round):
    assert course(survey_round, BEFORE) == Course(asked=3, opens_on=OPENS, closes_on=LAST_DAY, days=())


def test_days_are_those_of_bangkok(survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User):
    sign(submission_of(survey_round, agency_a), officer, at=moment(1, 23, 59))
    sign(submission_of(survey_round, agency_b), officer, at=moment(3, 0, 0))
    assert course(survey_round, moment(4)).days == (
        Day(dt.date(2026, 7, 1), 1, 1),
        Day(dt.date(2026, 7, 2), 0, 1),
        Day(dt.date(2026, 7, 3), 1, 2),
        Day(dt.date(2026, 7, 4), 0, 2),
    )


def test_the_course_ends_with_the_window_unless_somebody_was_late(
    survey_round: Round, agency_a: Agency, officer: User
):
    weeks_after = AFTER + dt.timedelta(days=20)
    assert course(survey_round, weeks_after).days[-1] == Day(LAST_DAY, 0, 0)
    sign(submission_of(survey_round, agency_a), officer, at=AFTER)
    assert course(survey_round, weeks_after).days[-1] == Day(dt.date(2026, 8, 1), 1, 1)


def test_what_was_returned_does_not_count_any_more(survey_round: Round, agency_a: Agency, officer: User):
    sign(submission_of(survey_round, agency_a), officer, at=moment(2))
    give_back(submission_of(survey_round, agency_a))
    assert course(survey_round, moment(3)).responded == 0


@pytest.mark.parametrize("needs_sign_off, responded", [(True, 0), (False, 1)])
def test_a_submission_counts_where_no_signature_is_needed(
    survey_round: Round, agency_a: Agency, officer: User, needs_sign_off: bool, responded: int
):
    Round.objects.update(needs_sign_off=needs_sign_off)
    submit(submission_of(survey_round, agency_a), officer, at=moment(2))
    assert course(Round.objects.get(), moment(3)).responded == responded
