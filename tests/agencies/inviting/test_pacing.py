"""How many mails the mail server is given in a minute, all workers together."""

import datetime as dt

import pytest

from agencies import tasks
from agencies.inviting import sending
from agencies.inviting.pacing import next_to_send
from agencies.inviting.queueing import invite
from agencies.models import Invitation, InvitationBatch, User
from tests.agencies.inviting.making import NOW, ORIGIN, invitee

pytestmark = pytest.mark.django_db

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def ten(agency_a, manager, settings) -> list[int]:
    """Ten that wait, of which the server gets four a minute."""
    settings.INVITATIONS_A_MINUTE = 4
    invitees = [invitee(agency_a, f"p{number}") for number in range(10)]
    invite(invitees=invitees, source=InvitationBatch.Source.LIST, origin=ORIGIN, by=manager, now=NOW)
    return list(Invitation.objects.order_by("pk").values_list("pk", flat=True))


def test_they_are_spread_over_the_minute(ten):
    assert next_to_send(now=NOW) == [(ten[0], 0.0), (ten[1], 15.0), (ten[2], 30.0), (ten[3], 45.0)]


def test_nobody_hands_out_more_while_those_are_to_come(ten):
    next_to_send(now=NOW)
    assert next_to_send(now=NOW + SECOND) == []


def test_the_next_follow_as_the_minute_goes_by(ten):
    handed_out = next_to_send(now=NOW)
    for invitation_id, seconds in handed_out:
        sending.claim(invitation_id=invitation_id, now=NOW + seconds * SECOND)

    assert next_to_send(now=NOW + 50 * SECOND) == list(zip(ten[4:8], [10.0, 25.0, 40.0, 55.0], strict=True))
    assert next_to_send(now=NOW + 80 * SECOND) == []


def test_a_lost_message_is_made_up_for(ten):
    next_to_send(now=NOW)
    assert [pk for pk, _seconds in next_to_send(now=NOW + dt.timedelta(minutes=4))] == ten[:4]


def test_who_was_switched_off_is_passed_over(ten):
    User.objects.filter(invitation=ten[0]).update(is_active=False)
    assert [pk for pk, _seconds in next_to_send(now=NOW)] == ten[1:5]


def test_the_task_hands_each_to_a_worker_in_its_turn(ten, monkeypatch):
    handed_out = []
    monkeypatch.setattr(
        tasks.send_invitation,
        "apply_async",
        lambda kwargs, countdown: handed_out.append((kwargs["invitation_id"], countdown)),
    )
    tasks.send_due()
    assert handed_out == [(ten[0], 0.0), (ten[1], 15.0), (ten[2], 30.0), (ten[3], 45.0)]
