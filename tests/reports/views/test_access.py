"""Who may open which page: a table of people × addresses."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from agencies.models import User
from reports.models import WorkbookExport
from surveys.models import Round
from tests.rounds import DURING, make_round

EGA, FOLLOWERS = {"analyst", "manager"}, {"analyst", "manager", "ministry_monitor", "province_monitor"}
MANAGER = {"manager"}
PAGES = {
    "dashboard": (FOLLOWERS, ()),
    "agencies": (FOLLOWERS, ()),
    "results": (EGA, ()),
    "contacts": (FOLLOWERS, ()),
    "calls": (FOLLOWERS, ()),
    "agency": (EGA | {"ministry_monitor"}, ("D1101",)),
    "exports": (EGA, ()),
    "export_list": (EGA, ()),
    "items": (EGA, ()),
    "item": (EGA, ("plan",)),
    "showing": (MANAGER, ()),
}
POSTS = {
    "more_time": (MANAGER, ("D1101",)),
    "give_back": (MANAGER, ("D1101",)),
    "showing": (MANAGER, ()),
    "exports": (EGA, ()),
}


def statuses(people: dict[str, User], method: str, url: str) -> dict[str, int]:
    found = {}
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        response = getattr(client, method)(url)
        found[name] = response.status_code
        for close in response._resource_closers:
            close()
    return found


@pytest.mark.parametrize("page", PAGES)
def test_reading(survey_round: Round, people: dict[str, User], page: str):
    may, parts = PAGES[page]
    found = statuses(people, "get", reverse(f"reports:{page}", args=[survey_round.code, *parts]))
    refused = {"analyst": 403} if may == MANAGER else {}
    assert found == {name: 200 if name in may else refused.get(name, 404) for name in people}


@pytest.mark.parametrize("page", POSTS)
def test_deciding(survey_round: Round, people: dict[str, User], page: str):
    may, parts = POSTS[page]
    found = statuses(people, "post", reverse(f"reports:{page}", args=[survey_round.code, *parts]))
    refused = {"analyst": 403} if may == MANAGER else {}
    assert {name for name, status in found.items() if status not in (403, 404)} == may
    assert {name: found[name] for name in people if name not in may} == {
        name: refused.get(name, 404) for name in people if name not in may
    }


def test_a_monitor_opens_only_agencies_that_it_follows(survey_round: Round, people: dict[str, User]):
    found = {
        code: statuses(people, "get", reverse("reports:agency", args=[survey_round.code, code]))
        for code in ("D1101", "D1201", "P5010")
    }
    assert {
        code: {who for who, status in each.items() if status == 200} - EGA for code, each in found.items()
    } == {
        "D1101": {"ministry_monitor"},
        "D1201": set(),
        "P5010": {"province_monitor"},
    }


def test_downloading(survey_round: Round, people: dict[str, User], manager: User):
    export = WorkbookExport.objects.create(
        round=survey_round,
        requested_by=manager,
        language="th",
        requested_at=DURING,
        touched_at=DURING,
        state=WorkbookExport.State.DONE,
        finished_at=DURING,
        size=1,
        sha256="0" * 64,
    )
    export.file.save("x.xlsx", ContentFile(b"x"))
    found = statuses(people, "get", reverse("reports:download", args=[export.pk]))
    assert found == {name: 200 if name in EGA else 404 for name in people}


@pytest.mark.parametrize("page", [*PAGES, "more_time", "give_back"])
def test_nobody_without_an_account(survey_round: Round, client: Client, page: str):
    parts = (PAGES | POSTS)[page][1]
    response = client.get(reverse(f"reports:{page}", args=[survey_round.code, *parts]))
    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, "/login/")


@pytest.mark.parametrize("page", PAGES)
def test_no_such_round(survey_round: Round, client: Client, manager: User, page: str):
    client.force_login(manager)
    parts = PAGES[page][1]
    assert client.get(reverse(f"reports:{page}", args=["2400", *parts])).status_code == 404


def test_a_round_in_preparation_is_for_ega_alone(
    small_questionnaire, client: Client, manager, ministry_monitor
):
    prepared = make_round(small_questionnaire, "2570")
    url = reverse("reports:dashboard", args=[prepared.code])
    client.force_login(ministry_monitor)
    assert client.get(url).status_code == 404
    client.force_login(manager)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("page", ["agency", "more_time", "give_back"])
def test_an_agency_that_is_not_asked(survey_round: Round, client: Client, manager: User, page: str):
    client.force_login(manager)
    url = reverse(f"reports:{page}", args=[survey_round.code, "D9999"])
    method = client.get if page == "agency" else client.post
    assert method(url).status_code == 404
