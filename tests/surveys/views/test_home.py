"""Where everybody begins."""

import datetime as dt

import pytest
from django.utils import timezone

from agencies.models import Membership, Role
from surveys.models import Round, Submission
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


@pytest.mark.parametrize(
    "state, needs_sign_off, missed",
    [
        ("not_started", True, True),
        ("draft", True, True),
        ("returned", True, True),
        ("waiting", True, True),
        ("waiting", False, False),
        ("signed", True, False),
    ],
)
def test_a_round_that_closed_without_a_response_says_so(state, needs_sign_off, missed):
    open_round, closed = (Round(state=each, needs_sign_off=needs_sign_off) for each in ("open", "closed"))
    assert [Submission(round=each, state=state).missed for each in (open_round, closed)] == [False, missed]


@pytest.mark.parametrize("who", ["stranger", "officer", "manager"])
def test_before_any_round_the_page_says_what_will_stand_there(client, people, who):
    client.cookies["django_language"] = "en"
    client.force_login(people[who])
    assert "No questionnaire yet" in client.get("/").content.decode()


@pytest.fixture
def archived(small_questionnaire, agency_a) -> Round:
    """A round of last year that is out of the way; newer than the others by its days."""
    days = {"opens_on": dt.date(2400, 7, 1), "closes_on": dt.date(2400, 7, 31)}
    old = make_round(small_questionnaire, "2568", **days)
    add_agencies(survey_round=old, agencies=[agency_a])
    Round.objects.filter(pk=old.pk).update(state=Round.State.CLOSED, archived_at=timezone.now())
    return old


@pytest.mark.parametrize(
    "who, there",
    [("officer", BASE), ("manager", "/dashboard/2569/"), ("ministry_monitor", "/dashboard/2569/")],
)
def test_an_archived_round_is_no_first_page(client, survey_round, archived, people, who, there):
    client.force_login(people[who])
    assert client.get("/")["Location"] == there


def test_archived_questionnaires_are_found_when_asked_for(client, survey_round, archived, officer):
    client.force_login(officer)
    html = client.get("/?archived=1").text
    assert [f'href="/rounds/{code}/D1101/"' in html for code in ("2569", "2568")] == [True, True]
    assert client.get("/rounds/2568/D1101/").status_code == 200


def test_only_archived_rounds_are_listed_too(client, archived, officer, manager):
    client.force_login(officer)
    assert 'href="/rounds/2568/D1101/"' in client.get("/").text
    client.force_login(manager)
    assert client.get("/")["Location"] == "/dashboard/2568/"


def test_a_round_without_a_questionnaire_has_no_dashboard(client, survey_round, archived, manager):
    Round.objects.filter(pk=archived.pk).update(
        state=Round.State.PREPARING, archived_at=None, questionnaire=None
    )
    client.force_login(manager)
    assert client.get("/")["Location"] == "/dashboard/2569/"
    addresses = ("/dashboard/2568/", "/rounds/2568/D1101/", "/manage/rounds/2568/")
    assert [client.get(address).status_code for address in addresses] == [404, 404, 200]


def test_the_dashboard_puts_archived_rounds_last(client, survey_round, archived, manager):
    client.force_login(manager)
    html = client.get("/dashboard/2569/").text
    menu = html.partition("round-switch")[2].partition("</details>")[0]
    assert menu.index("round-switch__part") < menu.index("/dashboard/2568/")
