"""The cast itself: everybody else's tests stand on it."""

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Membership, Role
from tests.people import make_user


def test_each_person_has_the_role_of_their_name(people):
    roles = {
        name: [membership.role for membership in user.memberships.all()] for name, user in people.items()
    }
    assert roles == {
        "officer": ["officer"],
        "second_officer": ["officer"],
        "approver": ["approver"],
        "reader": ["reader"],
        "other_officer": ["officer"],
        "office_officer": ["officer"],
        "ministry_monitor": ["monitor"],
        "province_monitor": ["monitor"],
        "analyst": ["analyst"],
        "manager": ["manager"],
        "stranger": [],
    }


def test_an_address_belongs_to_one_person_whatever_its_case(stranger):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Stranger")


@pytest.mark.parametrize("role", list(Role))
def test_a_role_without_its_scope_or_with_a_foreign_one_is_refused(role, stranger, agency_a, province):
    if role in {Role.ANALYST, Role.MANAGER}:
        wrong = {"agency": agency_a}
    elif role is Role.MONITOR:
        wrong = {}
    else:
        wrong = {"province": province}
    with pytest.raises(IntegrityError, match="membership_role_has_its_scope"), transaction.atomic():
        Membership.objects.create(user=stranger, role=role, **wrong)
