"""Who gets an account, a role and an invitation."""

import pytest

from agencies.inviting.queueing import Invitee, invite, send_off
from agencies.models import Invitation, InvitationBatch, Membership, Role, User
from audit.models import AuditEntry
from tests.agencies.inviting.making import NOW, ORIGIN, invite_one, invitee, put, send_again

pytestmark = pytest.mark.django_db

Source, State = InvitationBatch.Source, Invitation.State


def invite_all(manager: User, *invitees: Invitee) -> InvitationBatch:
    return invite(invitees=invitees, source=Source.LIST, origin=ORIGIN, by=manager, now=NOW)


def test_it_works(agency_a, agency_b, manager):
    batch = invite_all(
        manager,
        invitee(agency_a, "one", position="นักวิชาการ", phone="0 2123 4567", language="en"),
        invitee(agency_b, "one", role=Role.APPROVER, position="อื่น"),
        invitee(agency_b, "two", role=Role.READER),
    )

    one = User.objects.get(email="one@agency.go.th")
    assert (one.full_name, one.position, one.phone, one.language) == (
        "คุณ one",
        "นักวิชาการ",
        "0 2123 4567",
        "en",
    )
    assert not one.has_usable_password()
    assert [(each.role, each.agency) for each in one.memberships.all()] == [
        ("officer", agency_a),
        ("approver", agency_b),
    ]
    invitations = batch.invitations.order_by("user__email").values_list("user__email", "state", "due_at")
    assert list(invitations) == [
        ("one@agency.go.th", State.WAITING, NOW),
        ("two@agency.go.th", State.WAITING, NOW),
    ]
    assert (batch.total, batch.origin, batch.source) == (2, ORIGIN, "list")


def test_what_was_done_is_written_down_without_personal_data(agency_a, manager):
    batch = invite_all(manager, invitee(agency_a, "one", position="นักวิชาการ", phone="0 2123 4567"))

    code = str(User.objects.get(email="one@agency.go.th").pk)
    fields = ("action", "code", "actor", "before", "after", "note")
    entries = AuditEntry.objects.order_by("pk").values_list(*fields)
    assert list(entries) == [
        ("person.created", code, manager.pk, None, None, ""),
        ("person.role_granted", code, manager.pk, None, {"role": "officer", "agency": "D1101"}, ""),
        ("person.invited", code, manager.pk, None, None, ""),
        ("invitations.queued", str(batch.pk), manager.pk, None, {"people": 1, "chosen_by": "list"}, ""),
    ]


def test_doing_it_again_changes_nothing(agency_a, manager):
    first = invite_all(manager, invitee(agency_a))
    second = invite_all(manager, Invitee("new@agency.go.th", "ชื่ออื่น", Role.OFFICER, agency=agency_a))

    assert (first.invitations.count(), second.total) == (1, 0), "the first is still on its way"
    assert (User.objects.get(email="new@agency.go.th").full_name, Membership.objects.count()) == ("คุณ new", 2)
    assert AuditEntry.objects.filter(action="person.role_granted").count() == 1


def test_who_has_logged_in_gets_the_role_only(agency_a, officer, agency_b, manager):
    User.objects.filter(pk=officer.pk).update(last_login=NOW)

    batch = invite_all(manager, Invitee(officer.email, "ชื่ออื่น", Role.READER, agency=agency_b))

    assert (batch.total, officer.memberships.filter(role="reader", agency=agency_b).count()) == (0, 1)


@pytest.mark.parametrize(
    "values, moved",
    [
        ({"state": State.WAITING}, False),
        ({"state": State.SENDING}, False),
        ({"state": State.SENT, "sent_at": NOW}, True),
        ({"state": State.UNKNOWN}, True),
        ({"state": State.FAILED, "failure": "refused"}, True),
        ({"state": State.ACCEPTED, "accepted_at": NOW}, False),
    ],
)
def test_what_can_be_sent_again(agency_a, manager, values, moved):
    invitation = put(invite_one(agency_a, manager), attempts=2, **values)
    before = invitation.state

    batch = send_again(invitation.user, manager)

    invitation.refresh_from_db()
    assert batch.total == moved
    assert (invitation.state, invitation.failure, invitation.attempts) == (
        (State.WAITING, "", 0) if moved else (before, "", 2)
    )


def test_who_is_switched_off_is_not_invited(manager, stranger):
    User.objects.filter(pk=stranger.pk).update(is_active=False)
    stranger.refresh_from_db()

    assert send_off(users=[stranger], source=Source.CHOSEN, origin=ORIGIN, by=manager, now=NOW).total == 0


@pytest.mark.parametrize("people", [1, 40])
def test_the_number_of_queries_does_not_grow(agency_a, manager, django_assert_num_queries, people):
    invitees = [invitee(agency_a, f"p{number}") for number in range(people)]
    with django_assert_num_queries(18):
        invite_all(manager, *invitees)
