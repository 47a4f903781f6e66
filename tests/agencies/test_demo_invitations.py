"""The invitations of the demonstration."""

from collections import Counter

import pytest
from django.utils import timezone

from agencies import demo
from agencies.demo_invitations import FATES, create_invitations
from agencies.models import Invitation, Role
from agencies.people.filters import asked_of
from tests.people import make_member

pytestmark = pytest.mark.django_db


def test_every_state_that_a_manager_meets_is_there(agency_a, manager):
    for number in range(len(FATES)):
        make_member(f"made.up.{number}", Role.OFFICER, agency=agency_a)
    now = timezone.now()

    assert create_invitations(now=now) == len(FATES)
    assert create_invitations(now=now) == 0, "once is enough"
    states = Counter(asked_of(each, now).value for each in Invitation.objects.all())
    assert states == {"expired": 3, "sent": 4, "failed": 3, "unknown": 1}


def test_people_with_a_button_are_not_among_them(agency_a, manager):
    make_member("made.up", Role.OFFICER, agency=agency_a)
    button = make_member("button", Role.OFFICER, agency=agency_a)
    button.email = demo.ACCOUNTS[0].email
    button.save()

    create_invitations(now=timezone.now())

    assert [each.user.email for each in Invitation.objects.all()] == ["made.up@example.go.th"]
