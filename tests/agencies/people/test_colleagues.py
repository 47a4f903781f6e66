"""The people of an agency, looked after by its approver."""

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import Invitation, Membership, Role, User
from audit.models import AuditEntry
from tests.agencies.inviting.making import invite_one
from tests.people import make_member

pytestmark = pytest.mark.django_db

HERE = "/people/D1101/"
TYPED = {
    "email": "new@agency.go.th",
    "full_name": "คนใหม่",
    "position": "",
    "phone": "",
    "role": "officer",
    "language": "th",
}


@pytest.fixture
def as_approver(client, approver):
    client.force_login(approver)
    return client


def test_it_works(as_approver, approver, officer, reader, other_officer):
    page = as_approver.get(HERE)
    assert [(row["membership"].user, row["removable"]) for row in page.context["rows"]] == [
        (approver, False),
        (officer, True),
        (reader, True),
    ]
    assert "other.officer" not in page.text


def test_who_may_open_it(client, people):
    codes = {}
    for name, user in people.items():
        client.force_login(user)
        codes[name] = {
            client.get(HERE).status_code,
            client.post(HERE, TYPED).status_code if name != "approver" else 200,
            client.post(f"{HERE}{people['reader'].memberships.get().pk}/take-out/").status_code
            if name != "approver"
            else 200,
        }
    assert codes == {name: {200 if name == "approver" else 404} for name in people}
    assert (Invitation.objects.count(), people["reader"].memberships.count()) == (0, 1)


def test_the_approver_of_another_agency_finds_nothing(client, agency_b, officer):
    client.force_login(make_member("other.approver", Role.APPROVER, agency=agency_b))
    membership = officer.memberships.get()
    assert client.get(HERE).status_code == 404
    assert client.post(f"/people/D1201/{membership.pk}/take-out/").status_code == 404
    assert officer.memberships.exists()


@pytest.mark.parametrize("role", ["officer", "reader"])
def test_inviting(as_approver, approver, agency_a, role):
    response = as_approver.post(HERE, TYPED | {"role": role})
    user = User.objects.get(email="new@agency.go.th")
    assert response["Location"] == HERE
    assert [(each.role, each.agency) for each in user.memberships.all()] == [(role, agency_a)]
    assert (user.invitation.state, user.invitation.batch.source) == ("waiting", "agency")
    actors = set(AuditEntry.objects.filter(kind="person").values_list("actor", flat=True))
    assert actors == {approver.pk}


@pytest.mark.parametrize("role", ["approver", "monitor", "analyst", "manager", ""])
def test_no_other_role_can_be_given(as_approver, role):
    page = as_approver.post(HERE, TYPED | {"role": role})
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"role"})
    assert not User.objects.filter(email="new@agency.go.th").exists()


def test_somebody_who_has_an_account_gets_the_role(as_approver, other_officer, agency_a):
    User.objects.filter(pk=other_officer.pk).update(last_login=timezone.now())
    as_approver.post(HERE, TYPED | {"email": other_officer.email})
    other_officer.refresh_from_db()
    assert (other_officer.full_name, other_officer.memberships.filter(agency=agency_a).count()) == (
        "คุณ other.officer",
        1,
    )
    assert not Invitation.objects.exists()


def test_an_account_that_is_switched_off_stays_so(as_approver, other_officer):
    User.objects.filter(pk=other_officer.pk).update(is_active=False)
    page = as_approver.post(HERE, TYPED | {"email": other_officer.email})
    assert set(page.context["form"].errors) == {"email"}
    assert other_officer.memberships.count() == 1


def test_who_has_left_is_switched_off_at_once(as_approver, officer):
    session = Client()
    session.force_login(officer)

    page = as_approver.post(f"{HERE}{officer.memberships.get().pk}/take-out/", follow=True)

    officer.refresh_from_db()
    assert ("ระงับบัญชีแล้ว" in page.text, officer.is_active, officer.memberships.count()) == (True, False, 0)
    assert session.get("/profile/").status_code == 302


def test_who_has_another_role_keeps_the_account(as_approver, officer, agency_b):
    Membership.objects.create(user=officer, role=Role.READER, agency=agency_b)
    as_approver.post(f"{HERE}{officer.memberships.get(role='officer').pk}/take-out/")
    officer.refresh_from_db()
    assert (officer.is_active, [each.agency for each in officer.memberships.all()]) == (True, [agency_b])


def test_approvers_are_not_taken_out_nor_oneself(as_approver, approver, agency_a):
    other = make_member("second.approver", Role.APPROVER, agency=agency_a)
    own_second_role = Membership.objects.create(user=approver, role=Role.OFFICER, agency=agency_a)
    for membership, text in (
        (other.memberships.get(), "การเปลี่ยนผู้รับรองทำโดย สรอ."),
        (own_second_role, "ทำกับบัญชีของท่านเองไม่ได้"),
    ):
        assert text in as_approver.post(f"{HERE}{membership.pk}/take-out/", follow=True).text
    assert Membership.objects.count() == 3


def test_the_way_there(as_approver, client, officer):
    assert f'href="{HERE}"' in as_approver.get("/profile/").text
    client.force_login(officer)
    assert f'href="{HERE}"' not in client.get("/profile/").text


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow(
    as_approver, approver, agency_a, django_assert_num_queries, more
):
    for number in range(more):
        invite_one(agency_a, approver, f"p{number}")
    with django_assert_num_queries(8):
        as_approver.get(HERE)
