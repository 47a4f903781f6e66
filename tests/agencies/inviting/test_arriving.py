"""The pages behind the link of an invitation."""

import datetime as dt
import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from agencies.inviting import sending
from agencies.models import Invitation, User
from audit.models import AuditEntry
from tests.agencies.inviting.making import invite_one, put, send_again
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

State = Invitation.State
ACCEPT = {
    "new_password1": PASSWORD,
    "new_password2": PASSWORD,
    "full_name": "สมหญิง ใจดี",
    "position": "นักวิชาการ",
    "phone": "0 2123 4567",
    "language": "en",
}
OVER = "ลิงก์นี้ใช้ไม่ได้แล้ว"


def mailed(invitation: Invitation, mailoutbox) -> str:
    """The address of the page, as it stands in the newest mail."""
    sending.send_invitation(invitation_id=invitation.pk, clock=timezone.now)
    invitation.refresh_from_db()
    found = re.search(r"(/invitation/\S+)", mailoutbox[-1].body)
    assert found
    return found.group()


@pytest.fixture
def invitation(agency_a, manager) -> Invitation:
    return invite_one(agency_a, manager)


@pytest.fixture
def link(invitation, mailoutbox) -> str:
    return mailed(invitation, mailoutbox)


def test_it_works(client, invitation, link):
    page = client.get(link)
    assert page.status_code == 200
    assert all(text in page.text for text in ("new@agency.go.th", "ผู้กรอก · กรม ก"))
    assert 'value="คุณ new"' in page.text

    response = client.post(link, ACCEPT)

    user = User.objects.get(pk=invitation.user_id)
    invitation.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.check_password(PASSWORD), user.full_name, user.position, user.phone, user.language) == (
        True,
        "สมหญิง ใจดี",
        "นักวิชาการ",
        "0 2123 4567",
        "en",
    )
    assert (invitation.state, invitation.token_hash) == (State.ACCEPTED, "")
    entry = AuditEntry.objects.get(action="person.invitation_accepted")
    assert (entry.code, entry.actor_id, entry.before, entry.after) == (str(user.pk), user.pk, None, None)


def test_opening_it_changes_nothing(client, invitation, link):
    for _time in range(3):
        assert client.get(link).status_code == 200
    invitation.refresh_from_db()
    assert invitation.state == State.SENT


def test_it_works_once(client, link):
    client.post(link, ACCEPT)
    other = Client()
    assert (other.get(link).status_code, other.post(link, ACCEPT).status_code) == (410, 410)
    assert OVER in other.get(link).text
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize(
    "change",
    [
        lambda invitation: put(invitation, expires_at=timezone.now() - dt.timedelta(seconds=1)),
        lambda invitation: put(invitation, state=State.FAILED, failure="bounced", token_hash=""),
        lambda invitation: User.objects.filter(pk=invitation.user_id).update(is_active=False),
    ],
)
def test_a_link_that_is_over(client, invitation, link, change):
    change(invitation)
    response = client.post(link, ACCEPT)
    user = User.objects.get(pk=invitation.user_id)
    assert (response.status_code, user.has_usable_password()) == (410, False)


def test_a_newer_invitation_ends_the_older_link(client, invitation, link, manager, mailoutbox):
    send_again(invitation.user, manager, timezone.now())
    assert client.get(link).status_code == 200, "as long as the newer one has not left"
    newer = mailed(invitation, mailoutbox)
    assert (client.get(link).status_code, client.get(newer).status_code) == (410, 200)


def test_a_link_that_was_never_sent(client, invitation):
    assert client.get(reverse("agencies:invitation", args=["x" * 43])).status_code == 410


@pytest.mark.parametrize(
    "typed, field",
    [
        ({"new_password1": "12345", "new_password2": "12345"}, "new_password1"),
        ({"new_password2": "something-else-2569"}, "new_password2"),
        ({"new_password1": "สมหญิง ใจดี", "new_password2": "สมหญิง ใจดี"}, "new_password1"),
        ({"full_name": "\u200b"}, "full_name"),
        ({"phone": "none"}, "phone"),
        ({"language": "fr"}, "language"),
        ({"new_password1": ""}, "new_password1"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(client, invitation, link, typed, field):
    response = client.post(link, ACCEPT | typed)

    assert (response.status_code, set(response.context["form"].errors)) == (422, {field})
    assert 'value="นักวิชาการ"' in response.text
    assert PASSWORD not in response.text
    user = User.objects.get(pk=invitation.user_id)
    assert (user.has_usable_password(), user.full_name) == (False, "คุณ new")


def test_who_is_logged_in_as_somebody_else_becomes_the_invited_person(client, invitation, link, officer):
    client.force_login(officer)
    client.post(link, ACCEPT)
    assert client.session["_auth_user_id"] == str(invitation.user_id)


def test_a_lock_does_not_keep_the_person_out(client, invitation, link):
    AccessAttempt.objects.create(
        username=invitation.user.email, ip_address="127.0.0.1", failures_since_start=5
    )
    client.post(link, ACCEPT)
    assert not AccessAttempt.objects.exists()


def test_a_password_by_the_other_link_settles_the_invitation(client, invitation, link):
    user = invitation.user
    uid, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    form = client.get(reverse("agencies:password_reset_confirm", args=[uid, token]))["Location"]

    client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    invitation.refresh_from_db()
    assert (invitation.state, client.get(link).status_code) == (State.ACCEPTED, 410)
