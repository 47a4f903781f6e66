import pytest
from django.contrib.auth.models import AnonymousUser

from agencies.models import Membership, Role
from agencies.queries import memberships_of


def test_roles_come_with_what_they_are_for(officer, agency_a, agency_b, ministry, django_assert_num_queries):
    Membership.objects.create(user=officer, role=Role.APPROVER, agency=agency_b)
    Membership.objects.create(user=officer, role=Role.MONITOR, ministry=ministry)
    with django_assert_num_queries(1):
        roles = [(membership.role, membership.scope) for membership in memberships_of(officer)]
    assert roles == [("officer", agency_a), ("approver", agency_b), ("monitor", ministry)]


@pytest.mark.parametrize("name", ["analyst", "manager"])
def test_a_role_at_ega_is_for_everything(name, people):
    assert [membership.scope for membership in memberships_of(people[name])] == [None]


def test_nobody_has_no_role(people):
    assert memberships_of(AnonymousUser()) == []
    assert memberships_of(people["stranger"]) == []
