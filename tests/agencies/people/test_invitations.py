"""The page that says what became of the invitations."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from agencies.models import Invitation, InvitationBatch, User
from tests.agencies.inviting.making import invite_one, put

pytestmark = pytest.mark.django_db

ADDRESS = "/manage/people/invitations/"
NOW = timezone.now()
SENT = {"state": "sent", "sent_at": NOW, "expires_at": NOW + dt.timedelta(days=1)}
FAILED = {"state": "failed", "failure": "refused", "reply": "550 no such user"}


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def several(agency_a, manager) -> dict[str, Invitation]:
    values: dict[str, dict[str, Any]] = {
        "sent": SENT,
        "over": SENT | {"expires_at": NOW - dt.timedelta(days=1)},
        "refused": FAILED,
        "doubt": {"state": "unknown"},
        "accepted": {"state": "accepted", "accepted_at": NOW},
        "waiting": {"state": "waiting"},
    }
    return {name: put(invite_one(agency_a, manager, name), **fields) for name, fields in values.items()}


def listed(page) -> list[tuple[str, str, bool]]:
    return [
        (invitation.user.email.partition("@")[0], mark, again)
        for invitation, mark, _word, again in page.context["rows"]
    ]


def test_it_works(as_manager, several):
    page = as_manager.get(ADDRESS)
    assert listed(page) == [
        ("accepted", "signed", False),
        ("doubt", "mending", True),
        ("over", "expired", True),
        ("refused", "failed", True),
        ("sent", "done", False),
        ("waiting", "waiting", False),
    ]
    assert [(key, n) for key, _label, n in page.context["figures"]] == [
        ("waiting", 1),
        ("sent", 1),
        ("expired", 1),
        ("unknown", 1),
        ("failed", 1),
        ("accepted", 1),
    ]
    assert ("550 no such user" in page.text, page.context["again"]) == (True, 3)


def test_one_state_and_one_batch(as_manager, several):
    assert listed(as_manager.get(f"{ADDRESS}?state=failed")) == [("refused", "failed", True)]
    batch = several["sent"].batch_id
    assert listed(as_manager.get(f"{ADDRESS}?batch={batch}")) == [("sent", "done", False)]
    assert len(listed(as_manager.get(f"{ADDRESS}?state=shoe"))) == 6


@pytest.mark.parametrize("batch", ["999999", "x"])
def test_a_batch_that_is_none(as_manager, batch):
    assert as_manager.get(f"{ADDRESS}?batch={batch}").status_code == 404


def test_while_mails_are_sent_the_figures_come_anew_and_then_the_page(as_manager, several):
    assert f'hx-get="{ADDRESS}figures/?state=waiting"' in as_manager.get(f"{ADDRESS}?state=waiting").text
    running = as_manager.get(f"{ADDRESS}figures/")
    assert ("HX-Refresh" in running, running.context["progress"].done) == (False, 5)

    put(several["waiting"], **SENT)

    assert as_manager.get(f"{ADDRESS}figures/")["HX-Refresh"] == "true"
    assert "hx-get" not in as_manager.get(ADDRESS).text


def test_one_is_sent_again(as_manager, several):
    response = as_manager.post(f"{ADDRESS}again/", {"invitation": several["refused"].pk})
    batch = InvitationBatch.objects.get(source="again")
    assert response["Location"] == f"{ADDRESS}?batch={batch.pk}"
    assert [each.user.email for each in batch.invitations.all()] == ["refused@agency.go.th"]


def test_all_that_need_it_are_sent_again(as_manager, several):
    as_manager.post(f"{ADDRESS}again/")
    batch = InvitationBatch.objects.get(source="again")
    assert sorted(each.user.email.partition("@")[0] for each in batch.invitations.all()) == [
        "doubt",
        "over",
        "refused",
    ]


def test_all_of_one_state_are_sent_again(as_manager, several):
    as_manager.post(f"{ADDRESS}again/?state=failed")
    batch = InvitationBatch.objects.get(source="again")
    assert [each.user.email for each in batch.invitations.all()] == ["refused@agency.go.th"]


@pytest.mark.parametrize("name", ["sent", "waiting", "accepted"])
def test_what_needs_no_second_mail_gets_none(as_manager, several, name):
    page = as_manager.post(f"{ADDRESS}again/", {"invitation": several[name].pk}, follow=True)
    assert ("ไม่มีคำเชิญต้องส่ง" in page.text, InvitationBatch.objects.filter(source="again").count()) == (True, 0)


def test_who_has_logged_in_or_is_switched_off_gets_none(as_manager, several):
    User.objects.filter(invitation=several["refused"]).update(last_login=NOW)
    User.objects.filter(invitation=several["doubt"]).update(is_active=False)
    assert as_manager.get(ADDRESS).context["again"] == 1


def test_before_the_first(as_manager):
    page = as_manager.get(ADDRESS)
    assert "ไม่มีคำเชิญในส่วนนี้" in page.text


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow(as_manager, manager, agency_a, django_assert_num_queries, more):
    for number in range(more):
        put(invite_one(agency_a, manager, f"p{number}"), **FAILED)
    with django_assert_num_queries(14):
        as_manager.get(ADDRESS)
