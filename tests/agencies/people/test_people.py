"""The list of everybody who has an account."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from agencies.models import Invitation, Role, User
from agencies.people.filters import Asked, PeopleFilters, choose
from agencies.people.listing import page_of_people, role_counts
from tests.agencies.inviting.making import invite_one, put
from tests.people import make_member, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()
State = Invitation.State


def names(**filters: str) -> set[str]:
    return {user.email.partition("@")[0] for user in choose(PeopleFilters(**filters), now=NOW)}


@pytest.mark.parametrize(
    "filters, found",
    [
        ({"role": "officer"}, {"officer", "second.officer", "other.officer", "office.officer"}),
        ({"role": "manager"}, {"manager"}),
        ({"role": "none"}, {"stranger"}),
        ({"q": "คุณ second"}, {"second.officer"}),
        ({"q": "SECOND.officer@example"}, {"second.officer"}),
        ({"agency": "D1101"}, {"officer", "second.officer", "approver", "reader"}),
        ({"agency": "กรม ข"}, {"other.officer"}),
        ({"agency": "D1101", "role": "reader"}, {"reader"}),
        ({"ministry": "11"}, {"officer", "second.officer", "approver", "reader", "ministry.monitor"}),
        ({"ministry": "11", "role": "monitor"}, {"ministry.monitor"}),
        ({"province": "50"}, {"office.officer", "province.monitor"}),
        ({"access": "off"}, {"reader"}),
        ({"access": "never", "role": "officer"}, {"second.officer", "other.officer", "office.officer"}),
        ({"access": "on", "agency": "D1101"}, {"officer", "second.officer", "approver"}),
        ({"q": "officer", "ministry": "12"}, {"other.officer"}),
    ],
)
def test_filters(people, filters, found):
    User.objects.filter(pk=people["reader"].pk).update(is_active=False)
    User.objects.filter(pk=people["officer"].pk).update(last_login=NOW)
    assert names(**filters) == found


def test_the_agency_and_the_role_must_be_of_the_same_membership(agency_a, agency_b):
    both = make_member("both", Role.READER, agency=agency_a)
    both.memberships.create(role=Role.APPROVER, agency=agency_b)
    found = [names(agency=code, role="approver") for code in ("D1101", "D1201")]
    assert found == [set(), {"both"}]


def test_states_of_invitations(agency_a, manager):
    values: dict[str, dict[str, Any]] = {
        "waiting": {"state": State.WAITING},
        "sending": {"state": State.SENDING},
        "sent": {"state": State.SENT, "sent_at": NOW, "expires_at": NOW + dt.timedelta(seconds=1)},
        "over": {"state": State.SENT, "sent_at": NOW, "expires_at": NOW},
        "unknown": {"state": State.UNKNOWN},
        "failed": {"state": State.FAILED, "failure": "refused"},
        "accepted": {"state": State.ACCEPTED, "accepted_at": NOW},
    }
    for name, fields in values.items():
        put(invite_one(agency_a, manager, name), **fields)

    assert {asked.value: names(invitation=asked.value) for asked in Asked} == {
        "none": {"manager"},
        "waiting": {"waiting", "sending"},
        "sent": {"sent"},
        "expired": {"over"},
        "unknown": {"unknown"},
        "failed": {"failed"},
        "accepted": {"accepted"},
    }
    rows = page_of_people(filters=PeopleFilters(), sort="email", number=1, now=NOW).rows
    assert [row.asked.value for row in rows] == [
        "accepted",
        "failed",
        "none",
        "expired",
        "waiting",
        "sent",
        "unknown",
        "waiting",
    ]


@pytest.mark.parametrize(
    "sort, order",
    [
        ("name", ["b", "c", "a"]),
        ("-name", ["a", "c", "b"]),
        ("email", ["a", "b", "c"]),
        ("-email", ["c", "b", "a"]),
        ("last_login", ["b", "a", "c"]),
        ("-last_login", ["a", "b", "c"]),
    ],
)
def test_order(db, sort, order):
    for email, name, hours in (("a", "เขียว", 2), ("b", "กลม", 1), ("c", "ขาว", None)):
        login = NOW + dt.timedelta(hours=hours) if hours else None
        User.objects.create_user(email=f"{email}@x.th", full_name=name, last_login=login)

    rows = page_of_people(filters=PeopleFilters(), sort=sort, number=1, now=NOW).rows

    assert [row.user.email[0] for row in rows] == order


def test_groups_count_those_who_are_switched_on(people, agency_b):
    people["officer"].memberships.create(role=Role.OFFICER, agency=agency_b)
    User.objects.filter(pk=people["reader"].pk).update(is_active=False)
    User.objects.filter(pk=people["officer"].pk).update(last_login=NOW)
    counts = role_counts()
    assert counts.roles == {
        "officer": 4,
        "approver": 1,
        "reader": 0,
        "monitor": 2,
        "analyst": 1,
        "manager": 1,
    }
    assert (counts.no_role, counts.never, counts.off) == (1, 9, 1)


def test_pages(client, manager):
    for number in range(54):
        make_user(f"p{number:02}")
    client.force_login(manager)
    page = client.get("/manage/people/?sort=email&page=2&q=example")
    assert [row.user.email for row in page.context["listed"].rows] == [
        f"p{number}@example.go.th" for number in range(49, 54)
    ]
    assert 'href="?sort=-email&amp;q=example"' in page.text


def test_nobody_fits(client, manager):
    client.force_login(manager)
    page = client.get("/manage/people/?q=xyz")
    assert "ไม่พบบุคคลที่ตรงเงื่อนไข" in page.text


def test_what_cannot_be_chosen_does_not_limit(client, manager):
    client.force_login(manager)
    page = client.get("/manage/people/?role=king&sort=shoe&page=-3&ministry=zz")
    assert (page.status_code, len(page.context["listed"].rows)) == (200, 1)


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow(
    client, manager, agency_a, office, django_assert_num_queries, more
):
    for number in range(more):
        invite_one(agency_a, manager, f"p{number}").user.memberships.create(role=Role.READER, agency=office)
    client.force_login(manager)
    with django_assert_num_queries(16):
        client.get("/manage/people/")


class TestInvitingThoseOfTheList:
    """Everybody on a list who has never logged in."""

    ADDRESS = "/manage/people/invite/?agency=D1101"

    def test_it_asks_first_and_says_how_many(self, client, people):
        User.objects.filter(pk=people["officer"].pk).update(last_login=NOW)
        client.force_login(people["manager"])
        page = client.get(self.ADDRESS)
        assert (page.context["number"], Invitation.objects.count()) == (3, 0)

        client.post(self.ADDRESS)

        assert {each.user.email.partition("@")[0] for each in Invitation.objects.all()} == {
            "second.officer",
            "approver",
            "reader",
        }

    def test_nobody_to_invite(self, client, manager):
        client.force_login(manager)
        assert "ไม่มีผู้ที่ต้องเชิญ" in client.get("/manage/people/invite/?agency=D9").text
