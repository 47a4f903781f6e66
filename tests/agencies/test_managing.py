"""The page from which EGA runs the survey, and that nobody is shown a way to a page that is not theirs."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import User
from agencies.views.managing import PLACES
from surveys.models import Round

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)')
MOST = 12
ALLOWED = {200, 302, 303}
BEGINNINGS = ("/", "/manage/", "/dashboard/2569/", "/dashboard/2569/agencies/", "/dashboard/2569/calls/")


def test_who_may_open_it(client, people):
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = client.get("/manage/").status_code
    assert {name for name, code in answers.items() if code == 200} == {"analyst", "manager"}
    assert {code for name, code in answers.items() if name not in {"analyst", "manager"}} == {404}


def test_the_dashboard_leads_there_for_ega_only(client, survey_round, analyst, ministry_monitor):
    for user, expected in [(analyst, True), (ministry_monitor, False)]:
        client.force_login(user)
        assert ('href="/manage/"' in client.get(f"/dashboard/{survey_round.code}/").text) is expected


def test_a_place_is_shown_to_whom_it_opens(people: dict[str, User], survey_round: Round):
    """Both in the list and in the line of main places."""
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        addresses = {reverse(each.url_name) for each in PLACES}
        reachable = {each for each in addresses if client.get(each).status_code == 200}
        hub = links_of(client, "/manage/")
        assert (name, hub & addresses) == (name, reachable)
        for each in reachable:
            assert links_of(client, each) & addresses >= reachable, name
            assert not links_of(client, each) & addresses - reachable, name


def test_nobody_is_shown_a_link_that_is_refused(people: dict[str, User], survey_round: Round):
    """On the first pages, and on those to which they lead."""
    for name in ("ministry_monitor", "analyst"):
        client = Client()
        client.force_login(people[name])
        ways = {link: page for page in BEGINNINGS for link in links_of(client, page)}
        ways |= {link: page for page in sorted(ways)[:MOST] for link in links_of(client, page) - ways.keys()}
        refused = [(page, link) for link, page in ways.items() if client.get(link).status_code not in ALLOWED]
        assert (name, len(ways) > 3, refused) == (name, True, [])


def links_of(client: Client, address: str) -> set[str]:
    """Where the page leads within the portal; nowhere, if it is refused or no page."""
    response = client.get(address, follow=True)
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return set(LINK.findall(response.content.decode())) if is_page else set()
