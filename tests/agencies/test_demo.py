"""The people of a demonstration, and that they exist nowhere else."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agencies import demo
from agencies.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    call_command("load_roster", verbosity=0)


@pytest.fixture
def demonstration(settings, register):
    settings.DEMO = True
    return demo.create_people(now=timezone.now())


def buttons(page: str) -> int:
    return page.count('<input type="hidden" name="username"')


def test_there_is_one_of_each_role(demonstration):
    roles = {
        account.name: (membership.get_role_display(), membership.scope and membership.scope.code)
        for account, membership in demo.listed_accounts()
    }
    assert roles == {
        "officer": ("ผู้กรอก", "D1102"),
        "officer2": ("ผู้กรอก", "D1102"),
        "approver": ("ผู้รับรอง", "D1102"),
        "reader": ("ผู้อ่าน", "D1102"),
        "office": ("ผู้กรอก", "P5010"),
        "office-approver": ("ผู้รับรอง", "P5010"),
        "ministry": ("ผู้ติดตาม", "11"),
        "province": ("ผู้ติดตาม", "50"),
        "analyst": ("นักวิเคราะห์ สรอ.", None),
        "manager": ("ผู้จัดการ สรอ.", None),
    }


def test_creating_them_again_changes_nothing_but_a_changed_password(demonstration):
    officer = User.objects.get(email="officer@demo.example")
    officer.full_name = "ชื่อใหม่"
    officer.set_password("something else")
    officer.save()

    demo.create_people(now=timezone.now())

    officer.refresh_from_db()
    assert User.objects.count() == len(demo.ACCOUNTS)
    assert (officer.full_name, officer.check_password(demo.PASSWORD)) == ("ชื่อใหม่", True)


def test_each_of_them_logs_in_by_a_button_of_the_log_in_page(client, demonstration):
    page = client.get("/login/").text
    assert buttons(page) == len(demo.ACCOUNTS)
    for account in demo.ACCOUNTS:
        assert f'name="username" value="{account.email}"' in page
        client.post("/login/", {"username": account.email, "password": demo.PASSWORD})
        assert client.get("/profile/").context["user"].email == account.email
        client.post(reverse("agencies:logout"))


def test_the_page_says_that_nothing_is_official(client, demonstration):
    page = client.get("/login/").text
    assert "ไม่ใช่บัญชีรายชื่อทางการ" in page
    assert "เป็นข้อมูลสมมติ" in page


def test_the_list_takes_one_query(demonstration, django_assert_num_queries):
    with django_assert_num_queries(1):
        [str(membership.scope) for _account, membership in demo.listed_accounts()]


def test_outside_a_demonstration_nobody_is_listed_even_if_the_accounts_are_there(
    client, demonstration, settings
):
    settings.DEMO = False
    page = client.get("/login/").text
    assert buttons(page) == 0
    assert demo.PASSWORD not in page
    assert "demo.example" not in page


def test_outside_a_demonstration_nobody_is_created(register, settings):
    settings.DEMO = False
    with pytest.raises(demo.NotADemonstration):
        demo.create_people(now=timezone.now())
    assert not User.objects.exists()
