"""Accounts and roles."""

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Membership, Role, User
from agencies.services import (
    AccountExists,
    WrongScope,
    create_account,
    grant_membership,
    revoke_membership,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_an_account_begins_without_a_password_and_in_thai():
    user = create_account(email=" Somchai@Agency.go.th ", full_name="สมชาย ใจดี", by=None, now=NOW)
    assert (user.email, user.language, user.is_active) == ("somchai@agency.go.th", "th", True)
    assert not user.has_usable_password()


def test_an_address_has_one_account(officer):
    with pytest.raises(AccountExists):
        create_account(email="OFFICER@example.go.th", full_name="อีกคน", by=None, now=NOW)
    assert User.objects.count() == 1


def test_a_role_is_given_once(stranger, agency_a):
    first = grant_membership(user=stranger, role=Role.OFFICER, agency=agency_a, by=None, now=NOW)
    assert grant_membership(user=stranger, role=Role.OFFICER, agency=agency_a, by=None, now=NOW) == first
    assert Membership.objects.count() == 1


def test_a_role_that_somebody_gives_at_the_same_moment_is_no_error(stranger, agency_a, monkeypatch):
    known = grant_membership(user=stranger, role=Role.OFFICER, agency=agency_a, by=None, now=NOW)
    look = QuerySet.get

    def look_too_early(self, *args, **values):
        monkeypatch.setattr(QuerySet, "get", look)
        raise Membership.DoesNotExist

    monkeypatch.setattr(QuerySet, "get", look_too_early)

    assert grant_membership(user=stranger, role=Role.OFFICER, agency=agency_a, by=None, now=NOW) == known
    assert list(Membership.objects.all()) == [known]


@pytest.mark.parametrize(
    "role, scope",
    [
        (Role.OFFICER, ()),
        (Role.OFFICER, ("ministry",)),
        (Role.APPROVER, ("agency_a", "province")),
        (Role.MONITOR, ()),
        (Role.MONITOR, ("agency_a",)),
        (Role.MONITOR, ("ministry", "province")),
        (Role.ANALYST, ("agency_a",)),
        (Role.MANAGER, ("province",)),
    ],
)
def test_a_role_goes_with_its_scope_only(stranger, role, scope, request):
    given = {name.removesuffix("_a"): request.getfixturevalue(name) for name in scope}
    with pytest.raises(WrongScope):
        grant_membership(user=stranger, role=role, **given, by=None, now=NOW)
    assert not Membership.objects.exists()


def test_a_role_is_taken_away(officer):
    revoke_membership(membership=officer.memberships.get(), by=None, now=NOW)
    assert list(officer.memberships.all()) == []
