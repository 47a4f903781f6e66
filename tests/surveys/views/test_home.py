"""Where everybody begins."""

import datetime as dt

import pytest

from agencies.models import Membership, Role
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.rounds import make_round
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "who, there",
    [
        ("officer", BASE),
        ("reader", BASE),
        ("office_officer", "/rounds/2569/P5010/"),
        ("manager", "/dashboard/2569/"),
        ("analyst", "/dashboard/2569/"),
        ("ministry_monitor", "/dashboard/2569/"),
    ],
)
def test_everybody_is_led_to_their_own_first_page(client, survey_round, people, who, there):
    client.force_login(people[who])
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, there)


@pytest.mark.parametrize(
    "who, there",
    [("ministry_monitor", "/dashboard/2568/"), ("officer", "/rounds/2568/D1101/"), ("manager", None)],
)
def test_a_round_in_preparation_is_for_ega_only(
    client, survey_round, small_questionnaire, agency_a, people, who, there
):
    Round.objects.update(code="2568", state=Round.State.CLOSED)
    later = {"opens_on": dt.date(2400, 7, 1), "closes_on": dt.date(2400, 7, 31)}
    add_agencies(survey_round=make_round(small_questionnaire, "2570", **later), agencies=[agency_a])
    client.force_login(people[who])
    response = client.get("/", follow=True)
    assert (response.status_code, response.redirect_chain[-1][0]) == (200, there or "/dashboard/2570/")


def test_home_is_only_looked_at(client, survey_round, officer):
    client.force_login(officer)
    answers = {
        method: client.generic(method, "/").status_code for method in ["PUT", "DELETE", "TRACE", "POST"]
    }
    assert set(answers.values()) == {405}


def test_people_of_several_agencies_choose(client, survey_round, officer, agency_b):
    Membership.objects.create(user=officer, role=Role.READER, agency=agency_b)
    client.force_login(officer)
    html = client.get("/").content.decode()
    assert [f'href="/rounds/2569/{code}/"' in html for code in ("D1101", "D1201", "P5010")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("who", ["stranger", "officer", "manager"])
def test_before_any_round_the_page_says_what_will_stand_there(client, people, who):
    client.cookies["django_language"] = "en"
    client.force_login(people[who])
    assert "No questionnaire yet" in client.get("/").content.decode()
