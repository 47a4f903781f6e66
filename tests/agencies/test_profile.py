"""What people see and change about themselves."""

import pytest

from agencies.models import Membership, Role

pytestmark = pytest.mark.django_db

FIELDS = {"full_name": "สมหญิง ใจดี", "position": "นักวิชาการ", "phone": "0 2123 4567 ต่อ 8", "language": "th"}


def test_it_works(client, officer):
    client.force_login(officer)
    response = client.post("/profile/", FIELDS, follow=True)
    officer.refresh_from_db()
    assert {name: getattr(officer, name) for name in FIELDS} == FIELDS
    assert "บันทึกข้อมูลของท่านแล้ว" in response.text


def test_own_roles_are_listed_with_what_they_are_for(client, officer, province):
    Membership.objects.create(user=officer, role=Role.MONITOR, province=province)
    client.force_login(officer)
    page = client.get("/profile/").text
    assert "ผู้กรอก · กรม ก" in page
    assert "ผู้ติดตาม · เชียงใหม่" in page


def test_who_has_no_role_is_told_whom_to_ask(client, stranger):
    client.force_login(stranger)
    assert "ยังไม่มีบทบาท โปรดติดต่อผู้กรอก" in client.get("/profile/").text


def test_address_and_roles_cannot_be_posted(client, officer):
    client.force_login(officer)
    client.post("/profile/", FIELDS | {"email": "boss@example.go.th", "is_active": "", "role": "manager"})
    officer.refresh_from_db()
    assert (officer.email, officer.is_active) == ("officer@example.go.th", True)
    assert [membership.role for membership in officer.memberships.all()] == ["officer"]


@pytest.mark.parametrize(
    "typed, field, error",
    [
        ({"full_name": " "}, "full_name", "โปรดกรอกข้อมูลในช่องนี้"),
        (
            {"full_name": "ก" * 201},
            "full_name",
            "โปรดย่อให้เหลือไม่เกิน 200 ตัวอักษร (ขณะนี้มี 201 ตัวอักษร)",
        ),
        ({"full_name": "\u200b"}, "full_name", "โปรดกรอกตัวอักษรหรือตัวเลขอย่างน้อยหนึ่งตัว"),
        ({"position": "\u200b"}, "position", "โปรดกรอกตัวอักษรหรือตัวเลขอย่างน้อยหนึ่งตัว"),
        ({"language": "xx"}, "language", "โปรดเลือกจากตัวเลือกที่มี (xx ไม่อยู่ในตัวเลือก)"),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_stays_typed(client, officer, typed, field, error):
    client.force_login(officer)
    response = client.post("/profile/", FIELDS | {"phone": "0 2555 5555"} | typed)
    officer.refresh_from_db()
    assert response.context["form"].errors[field] == [error]
    assert "0 2555 5555" in response.text
    assert officer.position == ""


@pytest.mark.parametrize(
    "phone, wrong",
    [
        ("0 2123 4567 ต่อ 8", set()),
        ("๑๑๑๑", set()),
        ("", set()),
        ("ไม่มี", {"phone"}),
        ("ต่อ 123", {"phone"}),
    ],
)
def test_a_telephone_number_can_be_called(client, officer, phone: str, wrong: set[str]):
    client.force_login(officer)
    response = client.post("/profile/", FIELDS | {"phone": phone})
    assert set(response.context["form"].errors if response.context else ()) == wrong


def test_a_telephone_number_is_one_line(client, officer):
    client.force_login(officer)
    response = client.post("/profile/", FIELDS | {"phone": "0 2123\n4567"})
    assert set(response.context["form"].errors) == {"phone"}


@pytest.mark.parametrize("method", ["put", "delete", "trace", "patch"])
def test_other_methods_are_refused(client, officer, method):
    client.force_login(officer)
    assert getattr(client, method)("/profile/").status_code == 405


def test_a_refused_name_does_not_reach_the_header(client, officer):
    client.force_login(officer)
    page = client.post("/profile/", FIELDS | {"full_name": "ก" * 201}).text
    assert '<span class="user-menu__name">คุณ officer</span>' in page


def test_a_chosen_language_is_spoken_at_once_in_this_browser_too(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "th"
    page = client.post("/profile/", FIELDS | {"language": "en"}, follow=True)
    assert "Your profile is saved." in page.text
    assert page["Content-Language"] == "en"


def test_saving_something_else_leaves_the_language_of_this_browser(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    page = client.post("/profile/", FIELDS, follow=True)
    assert page["Content-Language"] == "en"


def test_the_language_switch_keeps_the_page(client, officer):
    client.force_login(officer)
    assert 'name="next" value="/profile/?x=1"' in client.get("/profile/?x=1").text
    response = client.post("/language/", {"language": "en", "next": "/profile/?x=1"}, follow=True)
    assert response.redirect_chain == [("/profile/?x=1", 302)]
    assert response["Content-Language"] == "en"
