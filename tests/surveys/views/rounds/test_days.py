"""Moving the days of an open round, and how agencies read of it."""

import datetime as dt

import pytest
from django.utils import timezone

from surveys.models import Round, Submission
from surveys.services.rounds import open_round

pytestmark = pytest.mark.django_db
DAYS = "/manage/rounds/2570/days/"


@pytest.fixture
def opened(planned: Round) -> Round:
    """For ten days now, and ten days more."""
    today = timezone.localdate()
    Round.objects.update(opens_on=today - dt.timedelta(10), closes_on=today + dt.timedelta(10))
    open_round(survey_round=planned, user=None, now=timezone.now())
    planned.refresh_from_db()
    return planned


def later(survey_round, days=5):
    return survey_round.closes_on + dt.timedelta(days=days)


def fields(survey_round, **changes):
    return {
        "seen": survey_round.version,
        "closes_on": later(survey_round).isoformat(),
        "reason": "น้ำท่วมหลายจังหวัด",
        **changes,
    }


def test_first_it_is_said_and_then_it_is_done(manage, opened, officer):
    Submission.objects.filter(agency__code="P5010").update(extended_to=later(opened, 30))
    response = manage.post(DAYS, fields(opened))
    promised = [
        "The last day moves from",
        "Agencies that have not submitted yet: 2.",
        "Agencies that were given a later day of their own, and keep it: 1.",
        "The round closes by itself on",
        "น้ำท่วมหลายจังหวัด",
    ]
    assert (response.status_code, [each in response.text for each in promised]) == (200, [True] * 5)
    assert Round.objects.get().closes_on == opened.closes_on

    assert manage.post(DAYS, fields(opened, sure="1")).status_code == 302
    assert Round.objects.get().closes_on == later(opened)

    manage.force_login(officer)
    html = manage.get("/rounds/2570/D1101/").text
    assert "EGA moved the last day of all agencies from" in html
    assert "น้ำท่วมหลายจังหวัด" in html


def test_less_time_is_called_so(manage, opened):
    sooner = (opened.closes_on - dt.timedelta(days=3)).isoformat()
    assert (
        "They have less time than they were promised."
        in manage.post(DAYS, fields(opened, closes_on=sooner)).text
    )


@pytest.mark.parametrize("sure", [{}, {"sure": "1"}])
@pytest.mark.parametrize(
    "changes, told",
    [
        ({"closes_on": "2020-01-01"}, "The last day is before the first day."),
        ({"closes_on": "9999-01-01"}, "more than two years apart"),
        ({"closes_on": ""}, "Give the day."),
        ({"reason": ""}, "Say why."),
    ],
)
def test_what_is_refused_keeps_what_was_typed(manage, opened, sure, changes, told):
    response = manage.post(DAYS, fields(opened, **changes, **sure))
    assert (response.status_code, told in response.text) == (422, True)
    assert changes.get("reason", "น้ำท่วมหลายจังหวัด") in response.text
    assert Round.objects.get().closes_on == opened.closes_on


def test_who_confirms_what_somebody_else_has_changed_is_told(manage, opened):
    response = manage.post(DAYS, fields(opened, seen="1", sure="1"))
    assert (response.status_code, "Somebody else has changed this round" in response.text) == (422, True)
    assert "Round opened" in response.text
    assert Round.objects.get().closes_on == opened.closes_on


def test_the_days_of_a_round_in_preparation_stand_in_its_settings(manage, planned):
    assert "Only the days of an open round are moved." in manage.get(DAYS).text
    assert manage.post(DAYS, fields(planned, opens_on="", sure="1")).status_code == 422


def test_the_first_day_can_be_moved_before_it_comes(manage, planned):
    open_round(survey_round=planned, user=None, now=timezone.now())
    planned.refresh_from_db()
    opens_on = planned.opens_on + dt.timedelta(days=1)
    sent = fields(planned, opens_on=opens_on.isoformat(), sure="1")
    assert manage.post(DAYS, sent).status_code == 302
    assert Round.objects.values_list("opens_on", "closes_on").get() == (opens_on, later(planned))
