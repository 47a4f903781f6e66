"""Where everybody begins."""

import pytest

from agencies.models import Membership, Role
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
