import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Ministry, User
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.rounds import DURING


@pytest.fixture(autouse=True)
def during(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: DURING)


def open_page(client: Client, user: User, query: str = ""):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("reports:time_for_many", args=["2569"]) + query)


def post(client: Client, user: User, place: str = "ministry-11", **changed):
    page = open_page(client, user, f"?place={place}")
    values = {"until": "2569-08-10", "reason": "Floods", "shown": page.context["shown"], **changed}
    return client.post(reverse("reports:time_for_many", args=["2569"]) + f"?place={place}", values)


def test_places_with_agencies_are_offered(client: Client, survey_round: Round, manager: User):
    groups = open_page(client, manager).context["chooser"].fields["place"].choices[1:]
    assert [pair for _label, group in groups for pair in group] == [
        ("ministry-11", "Ministry of Digital Economy"),
        ("ministry-12", "Ministry of Energy"),
        ("province-50", "Chiang Mai"),
    ]


def test_the_agencies_are_listed_before_anything_is_done(client: Client, survey_round: Round, manager: User):
    content = open_page(client, manager, "?place=ministry-11").content.decode()
    for text in ("Ministry of Digital Economy: 1 agency", "Department A", "Give 1 agency more time"):
        assert text in content
    assert "Department B" not in content


def test_it_works(client: Client, survey_round: Round, manager: User):
    response = post(client, manager)
    assert response.headers["Location"].endswith("/more-time/?place=ministry-11")
    content = client.get(response.headers["Location"]).content.decode()
    assert "1 agency has more time now" in content
    assert "10 Aug 2026" in content


@pytest.mark.parametrize(
    "changed, says",
    [
        ({"until": ""}, "Say until which day."),
        ({"reason": ""}, "Say why the agency gets more time."),
        ({"until": "2026-07-31"}, "All of these agencies have this much time already."),
        ({"shown": ""}, "have changed since you opened the page"),
    ],
)
def test_refusals_keep_what_was_typed(client: Client, survey_round: Round, manager: User, changed, says):
    response = post(client, manager, **{"reason": "Floods", **changed})
    content = response.content.decode()
    assert (response.status_code, says in content) == (422, True)
    assert ("Floods" in content) == (changed.get("reason") is None)


@pytest.mark.parametrize("query", ["?place=nonsense", "?place=ministry-99", "?place="])
def test_no_such_place(client: Client, survey_round: Round, manager: User, query: str):
    response = open_page(client, manager, query)
    assert (response.context["place"], response.status_code) == (None, 200)
    assert "Choose a ministry or a province" in response.content.decode()


def test_a_closed_round(client: Client, survey_round: Round, manager: User):
    Round.objects.update(state="closed")
    content = open_page(client, manager, "?place=ministry-11").content.decode()
    assert "nobody can be given more time" in content
    assert post(client, manager).status_code == 422


def test_only_managers(survey_round: Round, people: dict[str, User]):
    url = reverse("reports:time_for_many", args=["2569"]) + "?place=ministry-11"
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        may = {"manager": (200, 422), "analyst": (403, 403)}.get(name, (404, 404))
        assert (client.get(url).status_code, client.post(url).status_code) == may, name
    assert not survey_round.submissions.exclude(extended_to=None).exists()


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow(
    client: Client, survey_round: Round, ministry: Ministry, manager: User, more, django_assert_num_queries
):
    add_agencies(
        survey_round=survey_round, agencies=[make_department(f"D8{n:03}", ministry) for n in range(more)]
    )
    open_page(client, manager)
    with django_assert_num_queries(9):
        page = client.get(reverse("reports:time_for_many", args=["2569"]) + "?place=ministry-11")
    assert len(page.context["asked"]) == 1 + more
