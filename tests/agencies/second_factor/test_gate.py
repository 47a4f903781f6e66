"""Nobody gets past the second step: a table over every address of the portal."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agencies.models import Role, User
from agencies.second_factor.middleware import BEFORE_THE_SECOND_STEP
from tests.agencies.second_factor.making import code_of, give_second_factor
from tests.people import PASSWORD, make_member, with_password

pytestmark = pytest.mark.django_db

SAMPLES = {"int": "1", "slug": "2569", "str": "x"}


def every_address() -> list[tuple[str, str]]:
    """The name and an address of each view; parts in brackets get a sample."""
    return sorted(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        path = prefix + _sample(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, path)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", f"/{path}"


def _sample(pattern: Any) -> str:
    text = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        part = f"<{kind}:{name}>" if f"<{kind}:{name}>" in text else f"<{name}>"
        text = text.replace(part, SAMPLES[kind])
    return text


ADDRESSES = every_address()


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def by_password(user: User) -> Client:
    """A session after the first step."""
    client = Client()
    client.post("/login/", {"username": with_password(user).email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


def test_the_table_has_every_view():
    names = {name for name, _address in ADDRESSES}
    assert names > BEFORE_THE_SECOND_STEP
    assert {"agencies:people", "reports:dashboard", "reports:published", "surveys:home"} <= names
    assert not [address for _name, address in ADDRESSES if "<" in address]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MANAGER])
@pytest.mark.parametrize("has_device", [True, False])
def test_no_page_of_ega_opens_before_the_second_step(role, has_device):
    user = make_member("ega", role)
    if has_device:
        give_second_factor(user)
    client = by_password(user)
    for name, address in ADDRESSES:
        if name in BEFORE_THE_SECOND_STEP:
            continue
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/second-step/?next="), name


def test_what_opens_before_it_shows_nothing_of_ega(manager):
    client = by_password(manager)
    give_second_factor(manager)
    opened = {name: client.get(reverse(name)).status_code for name in BEFORE_THE_SECOND_STEP}
    assert opened == {
        "agencies:second_step": 200,
        "agencies:second_factor_set_up": 302,
        "agencies:prove": 200,
        "agencies:logout": 405,
        "set_language": 302,
        "health-live": 200,
        "health-ready": 200,
    }
    assert client.get("/second-step/").text.count("/manage/") == 0


def test_afterwards_the_pages_open(manager):
    give_second_factor(manager)
    client = by_password(manager)
    assert client.get("/manage/?a=1")["Location"] == "/second-step/?next=%2Fmanage%2F%3Fa%3D1"
    step = client.post("/second-step/", {"code": code_of(manager), "next": "/manage/?a=1"})
    assert step["Location"] == "/manage/?a=1"
    assert client.get("/manage/?a=1").status_code == 200


def test_a_script_and_htmx_are_told_in_their_way(manager):
    client = by_password(manager)
    asked = client.get("/manage/", headers={"Accept": "application/json"})
    assert (asked.status_code, asked.json()["error"]) == (401, "login_required")
    part = client.get(
        "/manage/people/invitations/figures/",
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/manage/people/invitations/?batch=1",
        },
    )
    assert part["HX-Redirect"] == "/second-step/?next=%2Fmanage%2Fpeople%2Finvitations%2F%3Fbatch%3D1"


def test_the_mark_of_one_person_opens_nothing_for_another(manager, analyst):
    give_second_factor(manager)
    client = by_password(manager)
    client.post("/second-step/", {"code": code_of(manager)})
    session = client.session
    client = by_password(analyst)
    later = client.session
    later["second_step"] = session["second_step"]
    later.save()
    assert client.get("/manage/")["Location"].startswith("/second-step/")


def test_who_becomes_one_of_ega_while_logged_in_is_asked_too(officer):
    client = by_password(officer)
    assert client.get("/profile/").status_code == 200
    officer.memberships.create(role=Role.ANALYST)
    assert client.get("/profile/")["Location"] == "/second-step/?next=%2Fprofile%2F"


@pytest.mark.parametrize("name", ["officer", "approver", "reader", "ministry_monitor", "stranger"])
def test_others_go_without(people, name):
    assert by_password(people[name]).get("/profile/").status_code == 200


def test_others_who_have_set_it_up_are_asked(officer):
    give_second_factor(officer)
    assert by_password(officer).get("/profile/")["Location"] == "/second-step/?next=%2Fprofile%2F"


def test_where_it_is_not_required_ega_goes_without_and_may_have_it(manager, analyst, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    give_second_factor(analyst)
    assert by_password(manager).get("/manage/").status_code == 200
    assert by_password(analyst).get("/manage/").status_code == 302


def test_what_was_done_before_it_is_not_done(manager, officer):
    client = by_password(manager)
    client.post(f"/manage/people/{officer.pk}/off/")
    officer.refresh_from_db()
    assert officer.is_active
