import datetime as dt
from fractions import Fraction

import pytest
from django.utils import translation

from agencies.models import Agency, Ministry, User
from agencies.permissions import visible_agencies
from reports.queries.figures import Figures, percent_of
from reports.queries.groups import Group, Grouping
from reports.queries.responses import GroupFigures, Responses, responses_by
from surveys.models import Round, Submission
from surveys.questionnaire.vocabulary import Audience
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.making import begin, give_back, sign, submission_of, submit
from tests.rounds import AFTER, DURING, LAST_MOMENT, make_round

ALL = Agency.objects.all


def report(survey_round: Round, grouping: Grouping = Grouping.TYPE, now=DURING, **more) -> Responses:
    return responses_by(
        grouping, survey_round=survey_round, agencies=more.pop("agencies", ALL()), now=now, **more
    )


def test_nothing_asked(small_questionnaire):
    empty = report(make_round(small_questionnaire))
    assert (empty.total, empty.groups) == (Figures(), ())
    assert empty.total.response_rate is None


def test_states_add_up(survey_round: Round, agency_a: Agency, agency_b: Agency, officer: User):
    begin(submission_of(survey_round, agency_a))
    sign(submission_of(survey_round, agency_b), officer)
    total = report(survey_round).total
    assert total == Figures(asked=3, not_started=1, draft=1, signed=1, responded=1, on_time=1)
    assert (total.started, total.submitted, total.not_responded) == (2, 1, 2)
    assert total.response_rate == Fraction(100, 3)


def test_unsigned_counts_only_where_no_signature_is_needed(
    survey_round: Round, agency_a: Agency, officer: User
):
    submit(submission_of(survey_round, agency_a), officer)
    assert report(survey_round).total.responded == 0
    Round.objects.update(needs_sign_off=False)
    assert report(Round.objects.get()).total == Figures(
        asked=3, not_started=2, waiting=1, responded=1, on_time=1
    )


@pytest.mark.parametrize(
    "first, again, on_time",
    [
        (LAST_MOMENT, None, 1),
        (AFTER, None, 0),
        (LAST_MOMENT, AFTER + dt.timedelta(days=9), 1),
    ],
    ids=["last second", "first second after", "in time, then corrected"],
)
def test_on_time_is_told_by_the_first_submission(
    survey_round: Round, agency_a: Agency, officer: User, first, again, on_time
):
    sign(submission_of(survey_round, agency_a), officer, at=first)
    if again:
        give_back(submission_of(survey_round, agency_a))
        assert report(survey_round).total.on_time == 0
        sign(submission_of(survey_round, agency_a), officer, at=again)
    assert report(survey_round).total.on_time == on_time


def test_more_time_for_one_does_not_make_it_on_time(survey_round: Round, agency_a: Agency, officer: User):
    Submission.objects.filter(agency=agency_a).update(extended_to=dt.date(2026, 8, 31))
    sign(submission_of(survey_round, agency_a), officer, at=AFTER)
    total = report(survey_round, now=AFTER).total
    assert (total.responded, total.on_time) == (1, 0)


@pytest.mark.parametrize(
    "now, overdue",
    [
        (LAST_MOMENT, 0),
        (AFTER, 2),
        (AFTER + dt.timedelta(days=1), 3),
    ],
    ids=["last second", "the day after", "after the day more"],
)
def test_overdue_when_ones_own_last_day_is_over(survey_round: Round, agency_a: Agency, now, overdue):
    Submission.objects.filter(agency=agency_a).update(extended_to=dt.date(2026, 8, 1))
    assert report(survey_round, now=now).total.overdue == overdue


@pytest.mark.parametrize(
    "submitted, figures",
    [
        (LAST_MOMENT, Figures(asked=3, not_started=2, waiting=1, overdue=2)),
        (AFTER, Figures(asked=3, not_started=2, waiting=1, overdue=2)),
        (None, Figures(asked=3, not_started=2, draft=1, overdue=3)),
    ],
    ids=["submitted in time", "submitted late", "only begun"],
)
def test_who_waits_for_the_signature_is_not_overdue(
    survey_round: Round, agency_a: Agency, officer: User, submitted, figures: Figures
):
    submission = submission_of(survey_round, agency_a)
    if submitted:
        submit(submission, officer, at=submitted)
    else:
        begin(submission)
    total = report(survey_round, now=AFTER).total
    assert (total, total.unsigned, total.late) == (figures, figures.waiting, 0)


def test_who_has_responded_is_never_overdue(survey_round: Round, agency_a: Agency, officer: User):
    sign(submission_of(survey_round, agency_a), officer, at=AFTER)
    assert report(survey_round, now=AFTER).total.overdue == 2


@pytest.mark.parametrize(
    "grouping, groups",
    [
        (
            Grouping.TYPE,
            [("government", "Government department", 2), ("provincial-office", "Provincial office", 1)],
        ),
        (Grouping.MINISTRY, [("11", "Ministry of Digital Economy", 1), ("12", "Ministry of Energy", 1)]),
        (Grouping.REGION, [("national", "Central administration", 2), ("north", "North", 1)]),
        (Grouping.PROVINCE, [("50", "Chiang Mai", 1)]),
        (Grouping.OFFICE_KIND, [("10", "Provincial Land Office", 1)]),
    ],
)
def test_groups(survey_round: Round, grouping: Grouping, groups):
    with translation.override("en"):
        found = report(survey_round, grouping).groups
    assert [(part.group.key, part.group.label, part.figures.asked) for part in found] == groups


def test_groups_stay_within_the_level_asked_for(survey_round: Round):
    found = report(survey_round, Grouping.REGION, audience=Audience.PROVINCE)
    assert [part.group.key for part in found.groups] == ["north"]
    assert found.by_audience == {
        Audience.DEPARTMENT: Figures(asked=2, not_started=2),
        Audience.PROVINCE: Figures(asked=1, not_started=1),
    }


def test_names_follow_the_language(survey_round: Round):
    assert report(survey_round, Grouping.PROVINCE).groups == (
        GroupFigures(Group("50", "เชียงใหม่"), Figures(asked=1, not_started=1)),
    )


def test_a_monitor_counts_only_its_own(survey_round: Round, ministry_monitor: User, province_monitor: User):
    for monitor, level in ((ministry_monitor, Audience.DEPARTMENT), (province_monitor, Audience.PROVINCE)):
        found = report(survey_round, agencies=visible_agencies(monitor))
        assert found.total == found.by_audience[level] == Figures(asked=1, not_started=1)


def test_other_rounds_do_not_count(survey_round: Round, small_questionnaire, agency_a: Agency, officer: User):
    other = make_round(small_questionnaire, "2570")
    add_agencies(survey_round=other, agencies=[agency_a])
    sign(submission_of(other, agency_a), officer)
    assert report(survey_round).total == Figures(asked=3, not_started=3)


@pytest.mark.parametrize("more", [0, 4])
def test_one_query_however_many_groups(
    survey_round: Round, ministry: Ministry, django_assert_num_queries, more: int
):
    agencies = [make_department(f"D110{n + 2}", ministry) for n in range(more)]
    add_agencies(survey_round=survey_round, agencies=agencies)
    with django_assert_num_queries(1):
        assert report(survey_round, Grouping.MINISTRY).total.asked == 3 + more


@pytest.mark.parametrize(
    "part, whole, percent", [(0, 0, None), (0, 3, Fraction(0)), (2, 3, Fraction(200, 3))]
)
def test_percent_of(part: int, whole: int, percent):
    assert percent_of(part, whole) == percent
