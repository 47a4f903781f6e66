"""The list of rounds, and who sees which page."""

import pytest

from surveys.models import Round
from tests.rounds import make_round

pytestmark = pytest.mark.django_db
PAGES = {
    "/manage/rounds/": {"analyst": 200, "manager": 200},
    "/manage/rounds/2570/": {"analyst": 200, "manager": 200},
    "/manage/rounds/new/": {"analyst": 403, "manager": 200},
    "/manage/rounds/2570/copy/": {"analyst": 403, "manager": 200},
    "/manage/rounds/2570/settings/": {"analyst": 403, "manager": 200},
    "/manage/rounds/2570/days/": {"analyst": 403, "manager": 200},
    "/manage/rounds/2570/open/": {"analyst": 403, "manager": 200},
    "/manage/rounds/2570/nothing/": {"analyst": 403, "manager": 404},
    "/manage/rounds/2999/": {"analyst": 404, "manager": 404},
}


@pytest.mark.parametrize("address, allowed", PAGES.items())
def test_who_may_open_it(client, planned, people, address, allowed):
    codes = {}
    for name, user in people.items():
        client.force_login(user)
        codes[name] = client.get(address).status_code
    assert codes == dict.fromkeys(people, 404) | allowed


@pytest.mark.parametrize("step", ["open", "set-opening", "archive", "settings", "days", "copy"])
def test_an_analyst_takes_no_step(client, planned, analyst, step):
    client.force_login(analyst)
    before = Round.objects.values().get()
    assert client.post(f"/manage/rounds/2570/{step}/", {"seen": 1, "reason": "x"}).status_code == 403
    assert Round.objects.values().get() == before


def test_rounds_with_their_stage_days_and_counts(manage, planned, survey_round):
    Round.objects.filter(pk=planned.pk).update(opens_by_clock=True)
    html = manage.get("/manage/rounds/").text
    assert html.index("Round 2570") < html.index("Round 2569")
    assert [word in html for word in ("Preparing", "opens by itself", ">3<", ">2<")] == [True] * 4


def test_archived_rounds_have_a_list_of_their_own(manage, planned, survey_round):
    Round.objects.filter(pk=planned.pk).update(archived_at="2026-01-01T00:00Z")
    current, archived = manage.get("/manage/rounds/").text, manage.get("/manage/rounds/?archived=1").text
    assert [each in current for each in ("Round 2570", "Round 2569", "Archived rounds (1)")] == [
        False,
        True,
        True,
    ]
    assert [each in archived for each in ("Round 2570", "Round 2569")] == [True, False]


@pytest.mark.parametrize("address, text", [("", "No round yet"), ("?archived=1", "No round is archived")])
def test_an_empty_list_says_what_will_stand_there(manage, address, text):
    assert text in manage.get(f"/manage/rounds/{address}").text


@pytest.mark.parametrize("more", [0, 2])
def test_queries(manage, planned, small_questionnaire, more, django_assert_num_queries):
    """Session, person, two roles, the rounds, how many are archived; the person's roles for the header."""
    for number in range(more):
        make_round(small_questionnaire, f"2571-{number}")
    manage.get("/manage/rounds/")
    with django_assert_num_queries(8):
        manage.get("/manage/rounds/")
