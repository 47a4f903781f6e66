"""As what somebody looks at a page: in the agency of the page, and elsewhere."""

import pytest
from django.http import HttpRequest
from django.template.context import RequestContext

from agencies.models import Membership, Role
from agencies.queries import memberships_of
from agencies.templatetags.agencies_roles import roles_here

pytestmark = pytest.mark.django_db


def page_of(user, submission):
    return RequestContext(HttpRequest(), {"own_roles": memberships_of(user), "submission": submission})


@pytest.fixture
def person(officer, agency_a, agency_b):
    """Reads B, and fills in and signs for A."""
    officer.memberships.all().delete()
    for role, agency in [(Role.READER, agency_b), (Role.OFFICER, agency_a), (Role.APPROVER, agency_a)]:
        Membership.objects.create(user=officer, role=role, agency=agency)
    return officer


@pytest.mark.parametrize(
    "page, words",
    [
        ("submission", "ผู้กรอก, ผู้รับรอง · กรม ก"),
        ("other_submission", "ผู้อ่าน · กรม ข"),
        ("office_submission", "ผู้อ่าน, ผู้กรอก, ผู้รับรอง"),
        (None, "ผู้อ่าน, ผู้กรอก, ผู้รับรอง"),
    ],
)
def test_several_roles(person, request, page, words):
    submission = request.getfixturevalue(page) if page else None
    assert roles_here(page_of(person, submission)) == words


@pytest.mark.parametrize("who, words", [("analyst", "นักวิเคราะห์ สรอ."), ("stranger", "")])
def test_roles_without_an_agency(people, submission, who, words):
    assert roles_here(page_of(people[who], submission)) == words


def test_the_header_tells_the_role_of_the_page(client, person, submission):
    client.force_login(person)
    html = client.get("/rounds/2569/D1101/").content.decode()
    assert '<span class="user-menu__role">ผู้กรอก, ผู้รับรอง · กรม ก</span>' in html
