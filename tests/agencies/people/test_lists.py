"""The pages of a list: upload, look it over, use it or throw it away."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.housekeeping import forget_old
from agencies.models import Agency, Invitation, InvitationList, User
from tests.agencies.people.workbooks import GOOD, changed, first_sheet, upload

pytestmark = pytest.mark.django_db

UPLOAD = "/manage/people/lists/"


@pytest.fixture
def as_manager(client, manager, agency_a):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    return client


def uploaded(client, *rows) -> InvitationList:
    response = client.post(UPLOAD, {"file": upload(rows)})
    assert response.status_code == 302, response.context["form"].errors
    return InvitationList.objects.get()


def test_it_works(as_manager):
    kept = uploaded(as_manager, GOOD, changed(email="other@agency.go.th", role="king"))
    page = as_manager.get(f"{UPLOAD}{kept.pk}/")
    assert User.objects.count() == 1, "nothing is done yet"
    assert page.context["problems"] == [
        {"row": "3", "column": "Role", "text": "“king” is no role. Write officer, approver or reader."}
    ]
    assert "1 rows for 1 people: 1 new accounts, 1 invitations by mail." in page.text

    response = as_manager.post(f"{UPLOAD}{kept.pk}/")

    invitation = Invitation.objects.get()
    assert response["Location"] == f"/manage/people/invitations/?batch={invitation.batch_id}"
    assert (invitation.user.email, invitation.batch.origin) == ("somchai@agency.go.th", "http://testserver")
    assert not InvitationList.objects.exists()


def test_a_second_click_finds_nothing(as_manager):
    kept = uploaded(as_manager, GOOD)
    as_manager.post(f"{UPLOAD}{kept.pk}/")
    assert as_manager.post(f"{UPLOAD}{kept.pk}/").status_code == 404
    assert Invitation.objects.count() == 1


def test_the_preview_says_what_is_done_for_whom(as_manager, officer, reader):
    User.objects.filter(pk=officer.pk).update(last_login=timezone.now())
    kept = uploaded(
        as_manager,
        GOOD,
        changed(email=officer.email, name=officer.full_name, role="ผู้รับรอง"),
        changed(email=reader.email, name=reader.full_name),
    )
    preview = as_manager.get(f"{UPLOAD}{kept.pk}/").context["preview"]
    assert [(line.row.row, line.role, line.is_new, line.invited) for line in preview.lines] == [
        (2, "Officer", True, True),
        (3, "Approver", False, False),
        (4, "Officer", False, True),
    ]
    assert (preview.people, preview.new, preview.invited) == (3, 1, 2)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Agency.objects.update(is_active=False),
        lambda: User.objects.filter(email="reader@example.go.th").update(is_active=False),
    ],
)
def test_what_changed_meanwhile_is_refused_and_nothing_is_done(as_manager, reader, change):
    kept = uploaded(as_manager, GOOD, changed(email=reader.email, name=reader.full_name))
    change()

    response = as_manager.post(f"{UPLOAD}{kept.pk}/", follow=True)

    assert "was switched off meanwhile" in response.text
    assert (Invitation.objects.count(), User.objects.filter(email="somchai@agency.go.th").count()) == (0, 0)


def test_a_list_without_a_usable_row_cannot_be_used(as_manager):
    kept = uploaded(as_manager, changed(role="king"))
    page = as_manager.post(f"{UPLOAD}{kept.pk}/")
    assert "There is no row that can be used" in page.text
    assert InvitationList.objects.exists()


def test_it_is_thrown_away_by_the_night_after_a_day(as_manager):
    kept = uploaded(as_manager, GOOD)
    left = []
    for hours in (23, 25):
        forget_old(now=kept.uploaded_at + dt.timedelta(hours=hours))
        left.append(InvitationList.objects.count())
    assert left == [1, 0]


def test_it_is_thrown_away_by_a_button(as_manager):
    kept = uploaded(as_manager, GOOD)
    as_manager.post(f"{UPLOAD}{kept.pk}/discard/")
    assert (InvitationList.objects.exists(), User.objects.count()) == (False, 1)


@pytest.mark.parametrize("sent, text", [({}, "Choose the file"), ({"file": io.BytesIO(b"")}, "is empty")])
def test_a_form_without_a_list(as_manager, sent, text):
    response = as_manager.post(UPLOAD, sent)
    assert (response.status_code, text in response.text) == (422, True)


def test_the_template(as_manager):
    response = as_manager.get(f"{UPLOAD}template.xlsx")
    sheet = first_sheet(response.content)
    assert [cell.value for cell in sheet[1]] == [
        "Agency code",
        "E-mail address",
        "Name",
        "Position",
        "Telephone",
        "Role",
    ]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_number_of_queries_does_not_grow(as_manager, django_assert_num_queries, rows):
    kept = uploaded(as_manager, *(changed(email=f"p{number}@agency.go.th") for number in range(rows)))
    address = reverse("agencies:invitation_list", args=[kept.pk])
    with django_assert_num_queries(9):
        as_manager.get(address)
