"""What becomes of a mail, with a real mail server on the other side."""

import datetime as dt
import re
import smtplib

import pytest
from django.urls import reverse

from agencies.inviting import sending
from agencies.inviting.pacing import note_unknown
from agencies.inviting.stopping import note_bounce, stop_invitation
from agencies.links import hash_of
from agencies.models import Invitation, User
from audit.models import AuditEntry
from script.demo_environment import free_port
from tests.agencies.inviting.making import NOW, ORIGIN, invite_one, put, send_again
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db

State, Failure = Invitation.State, Invitation.Failure
LATER = NOW + dt.timedelta(hours=1)


def send(invitation: Invitation, now: dt.datetime = NOW) -> Invitation:
    sending.send_invitation(invitation_id=invitation.pk, clock=lambda: now)
    invitation.refresh_from_db()
    return invitation


def fate(invitation: Invitation) -> tuple[str, str, str]:
    return invitation.state, invitation.failure, invitation.token_hash


@pytest.fixture
def invitation(agency_a, manager) -> Invitation:
    return invite_one(agency_a, manager, language="en")


def test_it_works(invitation, mail_server: MailServer, settings):
    settings.DEFAULT_FROM_EMAIL = "สำรวจ <survey@ega.example>"
    send(invitation)

    ((address, message),) = mail_server.taken
    link = re.search(r"https://\S+", message.get_content())
    assert link
    token = link.group().removeprefix(f"{ORIGIN}/invitation/").rstrip("/")
    assert link.group() == ORIGIN + reverse("agencies:invitation", args=[token])
    assert address == "new@agency.go.th"
    assert (invitation.state, invitation.sent_at, invitation.attempts) == (State.SENT, NOW, 1)
    assert (invitation.token_hash, token in invitation.token_hash) == (hash_of(token), False)
    assert invitation.expires_at == NOW + dt.timedelta(days=14)
    assert {name: message[name] for name in ("To", "Subject", "Auto-Submitted", "Content-Language")} == {
        "To": "new@agency.go.th",
        "Subject": "Your account for the Digital Government Readiness Survey",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "en",
    }
    assert str(message["Message-ID"]).endswith("@ega.example>")
    assert message.get_content_type() == "text/plain"


def test_the_mail_says_what_is_needed_and_no_more(invitation, mail_server: MailServer):
    User.objects.filter(pk=invitation.user_id).update(phone="0 2123 4567", position="นักวิชาการ")
    send(invitation)

    ((_address, message),) = mail_server.taken
    text = message.get_content()
    assert "Dear คุณ new," in text
    assert "    Officer · Department A" in text
    assert not any(word in text for word in ("0 2123 4567", "นักวิชาการ", "new@agency.go.th"))


def test_the_mail_is_in_the_language_of_its_reader(agency_a, manager, mail_server: MailServer):
    send(invite_one(agency_a, manager, language="th"))

    ((_address, message),) = mail_server.taken
    assert message["Subject"].strip() == "บัญชีของท่านในระบบสำรวจระดับความพร้อมรัฐบาลดิจิทัล"
    assert "    ผู้กรอก · กรม ก" in message.get_content()


def test_a_refused_recipient_is_a_failure_with_the_reply(invitation, mail_server: MailServer, caplog):
    mail_server.recipients["new@agency.go.th"] = "550 5.1.1 <new@agency.go.th>: no such user"

    send(invitation)

    assert fate(invitation) == (State.FAILED, Failure.REFUSED, "")
    assert invitation.reply == "550 5.1.1 <new@agency.go.th>: no such user"
    assert mail_server.taken == []
    assert "new@agency.go.th" not in caplog.text


def test_a_refused_mail_is_one_too(invitation, mail_server: MailServer):
    mail_server.contents["new@agency.go.th"] = "554 5.7.1 spam"
    send(invitation)
    assert (invitation.state, invitation.failure, invitation.reply) == (
        State.FAILED,
        Failure.REFUSED,
        "554 5.7.1 spam",
    )


def test_what_is_put_off_is_tried_again_later_and_not_for_ever(invitation, mail_server: MailServer):
    mail_server.recipients["new@agency.go.th"] = "451 4.7.1 greylisted"
    waits = []
    for attempt in range(1, 6):
        send(invitation, invitation.due_at)
        waits.append((invitation.state, invitation.attempts, invitation.due_at))
        assert invitation.reply == "451 4.7.1 greylisted"
        assert attempt == invitation.attempts

    steps = [2, 6, 14, 30, 30]
    expected = [(State.WAITING, at, NOW + dt.timedelta(minutes=step)) for at, step in enumerate(steps, 1)]
    assert waits == [*expected[:4], (State.FAILED, 5, expected[3][2])]
    assert (invitation.failure, mail_server.taken) == (Failure.GAVE_UP, [])


def test_what_waits_is_not_sent_before_its_time(invitation, mail_server: MailServer):
    put(invitation, due_at=LATER)
    send(invitation, NOW)
    assert (invitation.state, mail_server.taken) == (State.WAITING, [])


def test_a_mail_server_that_is_away_is_tried_again(invitation, mail_server: MailServer, settings):
    settings.EMAIL_PORT = free_port()
    send(invitation)
    assert (invitation.state, invitation.reply) == (State.WAITING, "ConnectionRefusedError")


def test_a_connection_that_ends_before_the_answer_leaves_a_doubt(
    invitation, mail_server: MailServer, monkeypatch
):
    def break_off(connection, *args):
        smtplib.SMTP.close(connection)
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(smtplib.SMTP, "data", break_off)
    send(invitation)

    assert invitation.state == State.UNKNOWN
    assert invitation.token_hash, "the link may have arrived"


def test_it_is_sent_once_however_often_it_is_handed_out(invitation, mail_server: MailServer):
    for _time in range(3):
        send(invitation)
    assert mail_server.addresses() == ["new@agency.go.th"]


def test_what_a_killed_worker_leaves_behind_becomes_a_doubt_and_is_not_sent_again(
    invitation, mail_server: MailServer
):
    assert sending.claim(invitation_id=invitation.pk, now=NOW)

    found = [note_unknown(now=NOW + dt.timedelta(minutes=minutes)) for minutes in (2, 4)]
    assert found == [0, 1]
    send(invitation, LATER)
    assert (invitation.state, mail_server.taken) == (State.UNKNOWN, [])


def test_a_person_may_send_what_is_in_doubt_once_more_and_the_older_link_ends(
    invitation, manager, mail_server: MailServer
):
    taken = sending.claim(invitation_id=invitation.pk, now=NOW)
    assert taken
    note_unknown(now=LATER)
    send_again(invitation.user, manager, LATER)
    send(invitation, LATER)

    assert (invitation.state, len(mail_server.taken)) == (State.SENT, 1)
    assert invitation.token_hash != hash_of(taken.token)
    assert not taken.update(state=State.SENT, sent_at=NOW), "the first worker, late, changes nothing"


def test_a_worker_that_was_only_slow_settles_the_doubt(invitation):
    taken = sending.claim(invitation_id=invitation.pk, now=NOW)
    assert taken
    note_unknown(now=LATER)
    assert taken.update(state=State.SENT, sent_at=LATER)
    invitation.refresh_from_db()
    assert invitation.state == State.SENT


def test_what_is_stopped_is_not_sent(invitation, mail_server: MailServer):
    stop_invitation(user=invitation.user, failure=Failure.SWITCHED_OFF)
    send(invitation)
    assert (invitation.state, invitation.failure, mail_server.taken) == (
        State.FAILED,
        Failure.SWITCHED_OFF,
        [],
    )


def test_a_bounce_is_noted_by_a_person_and_ends_the_link(invitation, manager, mail_server: MailServer):
    send(invitation)

    assert note_bounce(user=invitation.user, by=manager, now=LATER)

    invitation.refresh_from_db()
    assert fate(invitation) == (State.FAILED, Failure.BOUNCED, "")
    assert AuditEntry.objects.filter(action="person.address_bounced").count() == 1
    assert not note_bounce(user=invitation.user, by=manager, now=LATER), "once is enough"
