"""The page of one person, and all that a manager does there."""

import datetime as dt
import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.utils import timezone

from agencies import addresses, tasks
from agencies.accounts import AccountRefused
from agencies.models import AddressChange, Invitation, Membership, Role, User
from agencies.services import LastManager, refuse_without_another_manager
from audit.models import AuditEntry
from tests.agencies.inviting.making import invite_one, put
from tests.mail_server import MailServer
from tests.people import PASSWORD, make_member, with_password

pytestmark = pytest.mark.django_db

NOW = timezone.now()
ONLY_MANAGER = "บุคคลนี้เป็นผู้จัดการคนเดียวที่เหลืออยู่"
NOT_ONESELF = "ทำกับบัญชีของท่านเองไม่ได้"


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def second_manager(db) -> User:
    return make_member("second.manager", Role.MANAGER)


def do(client, user: User, what: str, **posted: str):
    return client.post(f"/manage/people/{user.pk}/{what}/", posted, follow=True)


def roles(user: User) -> list[tuple[str, str | None]]:
    return [(each.role, each.scope.code if each.scope else None) for each in user.memberships.all()]


def written(action: str) -> list[tuple[str, int | None, Any, Any, str]]:
    entries = AuditEntry.objects.filter(action=action).order_by("pk")
    return list(entries.values_list("code", "actor", "before", "after", "note"))


def test_the_page(as_manager, officer, manager):
    User.objects.filter(pk=officer.pk).update(phone="0 2612 6000", position="นักวิชาการ")
    page = as_manager.get(f"/manage/people/{officer.pk}/").text
    texts = ("officer@example.go.th", "0 2612 6000", "นักวิชาการ", "ผู้กรอก · กรม ก", "ยังไม่ได้เชิญ", "ไม่ถูกล็อก")
    assert [text for text in texts if text not in page] == []
    assert as_manager.get("/manage/people/999999/").status_code == 404


@pytest.mark.parametrize(
    "typed, role",
    [
        ({"role": "officer", "agency": "d1201"}, ("officer", "D1201")),
        ({"role": "approver", "agency": " D1201 "}, ("approver", "D1201")),
        ({"role": "monitor", "ministry": "12"}, ("monitor", "12")),
        ({"role": "monitor", "province": "50"}, ("monitor", "50")),
        ({"role": "analyst"}, ("analyst", None)),
        ({"role": "manager"}, ("manager", None)),
    ],
)
def test_giving_a_role(as_manager, manager, stranger, agency_b, province, typed, role):
    for _twice in range(2):
        assert "ให้บทบาทแล้ว" in do(as_manager, stranger, "roles", **typed).text
    assert roles(stranger) == [role]
    ((code, actor, before, after, _note),) = written("person.role_granted")
    assert (code, actor, before, after["role"]) == (str(stranger.pk), manager.pk, None, role[0])
    assert set(after.values()) == {each for each in role if each}


@pytest.mark.parametrize(
    "typed, field",
    [
        ({"role": "officer"}, "agency"),
        ({"role": "officer", "agency": "D9999"}, "agency"),
        ({"role": "officer", "agency": "D1201", "ministry": "12"}, "agency"),
        ({"role": "monitor"}, "ministry"),
        ({"role": "monitor", "ministry": "12", "province": "50"}, "ministry"),
        ({"role": "analyst", "agency": "D1201"}, "role"),
        ({"role": "king"}, "role"),
        ({}, "role"),
    ],
)
def test_a_role_that_does_not_go_with_its_scope(as_manager, stranger, agency_b, province, typed, field):
    page = do(as_manager, stranger, "roles", **typed, more="x")
    assert (page.status_code, set(page.context["grant_form"].errors)) == (422, {field})
    assert page.context["grant_form"]["agency"].value() == typed.get("agency")
    assert roles(stranger) == []


def test_taking_a_role_away(as_manager, manager, officer):
    membership = officer.memberships.get()
    assert "ถอนบทบาทแล้ว" in do(as_manager, officer, f"roles/{membership.pk}/revoke").text
    assert roles(officer) == []
    expected = {"role": "officer", "agency": "D1101"}
    assert written("person.role_revoked") == [(str(officer.pk), manager.pk, expected, None, "")]


def test_a_role_of_somebody_else_is_not_taken_by_a_wrong_address(as_manager, officer, reader):
    membership = officer.memberships.get()
    assert do(as_manager, reader, f"roles/{membership.pk}/revoke").status_code == 404
    assert roles(officer) == [("officer", "D1101")]


class TestTheLastManager:
    """Somebody must stay who can run the survey."""

    def test_their_role_is_not_taken_away(self, as_manager, manager):
        page = do(as_manager, manager, f"roles/{manager.memberships.get().pk}/revoke")
        assert (ONLY_MANAGER in page.text, roles(manager)) == (True, [("manager", None)])

    def test_one_who_is_switched_off_does_not_count(self, as_manager, manager, second_manager):
        User.objects.filter(pk=second_manager.pk).update(is_active=False)
        do(as_manager, manager, f"roles/{manager.memberships.get().pk}/revoke")
        assert roles(manager) == [("manager", None)]

    def test_beside_another_the_role_can_be_taken(self, as_manager, manager, second_manager):
        do(as_manager, manager, f"roles/{manager.memberships.get().pk}/revoke")
        assert roles(manager) == []

    def test_nobody_switches_themselves_off(self, as_manager, manager, second_manager):
        assert NOT_ONESELF in do(as_manager, manager, "off").text
        manager.refresh_from_db()
        assert manager.is_active

    def test_the_rule_itself(self, manager, officer, second_manager):
        refuse_without_another_manager(manager)
        second_manager.memberships.all().delete()
        refuse_without_another_manager(officer)
        with pytest.raises(LastManager):
            refuse_without_another_manager(manager)


class TestSwitchingOff:
    """It ends at once what the person can do, and what is open somewhere."""

    @pytest.fixture
    def at_work(self, officer) -> Client:
        client = Client()
        client.post("/login/", {"username": with_password(officer).email, "password": PASSWORD})
        assert client.get("/profile/").status_code == 200
        return client

    def test_it_ends_every_session_with_the_next_request(self, as_manager, manager, officer, at_work):
        assert "ระงับบัญชีแล้ว" in do(as_manager, officer, "off").text
        assert at_work.get("/profile/")["Location"] == "/login/?next=/profile/"
        before, after = {"is_active": True}, {"is_active": False}
        assert written("person.switched_off") == [(str(officer.pk), manager.pk, before, after, "")]

    def test_switched_on_again_older_sessions_stay_ended(self, as_manager, officer, at_work):
        do(as_manager, officer, "off")
        assert "เปิดใช้บัญชีแล้ว" in do(as_manager, officer, "on").text

        assert at_work.get("/profile/").status_code == 302
        at_work.post("/login/", {"username": officer.email, "password": PASSWORD})
        assert at_work.get("/profile/").status_code == 200
        assert roles(officer) == [("officer", "D1101")]

    def test_nobody_logs_in_with_it(self, as_manager, officer):
        with_password(officer)
        do(as_manager, officer, "off")
        other = Client()
        other.post("/login/", {"username": officer.email, "password": PASSWORD})
        assert "_auth_user_id" not in other.session

    def test_others_stay_logged_in(self, as_manager, officer, reader):
        other = Client()
        other.force_login(reader)
        do(as_manager, officer, "off")
        assert other.get("/profile/").status_code == 200

    def test_twice_is_written_down_once(self, as_manager, officer):
        for what in ("off", "off", "on", "on"):
            do(as_manager, officer, what)
        assert (len(written("person.switched_off")), len(written("person.switched_on"))) == (1, 1)

    @pytest.mark.parametrize("state", ["waiting", "sent"])
    def test_an_invitation_ends_with_it(self, as_manager, agency_a, manager, state):
        invitation = invite_one(agency_a, manager)
        put(invitation, state=state, sent_at=NOW, token_hash="x" * 64, expires_at=NOW)
        do(as_manager, invitation.user, "off")
        invitation.refresh_from_db()
        assert (invitation.state, invitation.failure, invitation.token_hash) == ("failed", "switched_off", "")


def test_unlocking(as_manager, manager, officer, reader):
    for name in (officer.email, reader.email):
        AccessAttempt.objects.create(username=name, ip_address="203.0.113.9", failures_since_start=5)
    assert "ถูกล็อกจนถึง" in as_manager.get(f"/manage/people/{officer.pk}/").text

    page = do(as_manager, officer, "unlock").text

    assert ("ปลดล็อกบัญชีแล้ว" in page, "ไม่ถูกล็อก" in page) == (True, True)
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == [reader.email]
    assert written("person.unlocked") == [(str(officer.pk), manager.pk, None, None, "")]


@pytest.mark.parametrize("failures, age", [(4, 0), (5, 16)])
def test_few_or_old_failures_are_no_lock(as_manager, officer, failures, age):
    AccessAttempt.objects.create(
        username=officer.email, ip_address="203.0.113.9", failures_since_start=failures
    )
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=age))
    assert "ไม่ถูกล็อก" in as_manager.get(f"/manage/people/{officer.pk}/").text


def test_a_new_invitation_and_a_bounce(as_manager, officer):
    assert "ส่งคำเชิญ 1 ฉบับ" in do(as_manager, officer, "invite").text
    assert "ไม่มีคำเชิญต้องส่ง" in do(as_manager, officer, "invite").text, "one is on its way"
    put(officer.invitation, state="sent", sent_at=NOW, expires_at=NOW)
    assert "บันทึกแล้ว" in do(as_manager, officer, "bounced").text
    assert Invitation.objects.get().failure == "bounced"


def test_a_new_person(as_manager, agency_a):
    typed = {
        "email": "New@Agency.go.th",
        "full_name": "คนใหม่",
        "position": "",
        "phone": "",
        "language": "en",
        "role": "reader",
        "agency": "D1101",
    }
    page = as_manager.post("/manage/people/new/", typed, follow=True)
    user = User.objects.get(email="new@agency.go.th")
    assert page.redirect_chain == [(f"/manage/people/{user.pk}/", 302)]
    assert (roles(user), user.language, user.invitation.state) == ([("reader", "D1101")], "en", "waiting")


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"email": "x"}, "email"),
        ({"email": "reader@example.go.th"}, "email"),
        ({"full_name": "\u200b"}, "full_name"),
        ({"phone": "no"}, "phone"),
        ({"agency": ""}, "agency"),
    ],
)
def test_a_new_person_who_cannot_be_taken(as_manager, reader, changed, field):
    User.objects.filter(pk=reader.pk).update(is_active=False)
    typed = {"email": "a@b.th", "full_name": "คนใหม่", "language": "th", "role": "reader", "agency": "D1101"}
    page = as_manager.post("/manage/people/new/", typed | changed)
    assert (page.status_code, set(page.context["form"].errors)) == (422, {field})
    assert (User.objects.count(), Invitation.objects.count()) == (2, 0)


class TestTheAddress:
    """It is changed by a manager who made sure of it, or confirmed by its reader."""

    NEW = {"email": "New@Agency.go.th", "shown": "officer@example.go.th"}

    @pytest.fixture
    def told(self, monkeypatch, django_capture_on_commit_callbacks):
        monkeypatch.setattr(tasks.mail_letter, "delay", tasks.mail_letter)
        return django_capture_on_commit_callbacks

    def test_at_once(self, as_manager, manager, officer, told):
        User.objects.filter(pk=officer.pk).update(last_login=NOW)
        other = Client()
        other.force_login(officer)
        with told(execute=True):
            page = do(as_manager, officer, "address", **self.NEW, way="now")
        officer.refresh_from_db()
        assert ("เปลี่ยนอีเมลแล้ว" in page.text, officer.email) == (True, "new@agency.go.th")
        assert other.get("/profile/").status_code == 302, "logged out everywhere"
        (message,) = mail.outbox
        assert (message.to, "new@agency.go.th" in message.body) == (["officer@example.go.th"], False)
        assert written("person.address_changed") == [(str(officer.pk), manager.pk, None, None, "")]

    def test_an_invitation_to_the_old_address_ends(self, as_manager, manager, agency_a):
        invitation = invite_one(agency_a, manager)
        put(invitation, state="sent", sent_at=NOW, token_hash="x" * 64, expires_at=NOW)
        typed = {"email": "right@agency.go.th", "shown": "new@agency.go.th", "way": "now"}
        do(as_manager, invitation.user, "address", **typed)
        invitation.refresh_from_db()
        assert (invitation.state, invitation.failure, invitation.token_hash) == (
            "failed",
            "address_changed",
            "",
        )

    def confirm_link(self) -> str:
        found = re.search(r"/address/\S+", str(mail.outbox[-1].body))
        assert found
        return found.group()

    def test_by_its_reader(self, as_manager, manager, officer):
        page = do(as_manager, officer, "address", **self.NEW, way="mail")
        officer.refresh_from_db()
        assert "ระบบส่งอีเมลพร้อมลิงก์" in page.text
        assert "รอการยืนยัน new@agency.go.th" in page.text
        assert (officer.email, mail.outbox[-1].to) == ("officer@example.go.th", ["new@agency.go.th"])

        reader_of_mail = Client()
        link = self.confirm_link()
        assert "new@agency.go.th" in reader_of_mail.get(link).text
        officer.refresh_from_db()
        assert officer.email == "officer@example.go.th", "opening it changes nothing"
        assert reader_of_mail.post(link)["Location"] == "/login/"
        officer.refresh_from_db()
        assert officer.email == "new@agency.go.th"
        assert reader_of_mail.post(link).status_code == 410
        assert written("person.address_change_asked") == [(str(officer.pk), manager.pk, None, None, "")]
        assert written("person.address_changed") == [(str(officer.pk), officer.pk, None, None, "")]

    def test_a_link_that_is_over(self, as_manager, officer):
        do(as_manager, officer, "address", **self.NEW, way="mail")
        AddressChange.objects.update(expires_at=timezone.now())
        assert Client().post(self.confirm_link()).status_code == 410
        officer.refresh_from_db()
        assert officer.email == "officer@example.go.th"

    def test_a_newer_link_replaces_it_and_a_manager_withdraws_it(self, as_manager, officer):
        do(as_manager, officer, "address", **self.NEW, way="mail")
        first = self.confirm_link()
        do(as_manager, officer, "address", **self.NEW | {"email": "other@agency.go.th"}, way="mail")
        second = self.confirm_link()
        assert [Client().get(link).status_code for link in (first, second)] == [410, 200]
        do(as_manager, officer, "address/drop")
        assert (Client().get(second).status_code, len(written("person.address_change_dropped"))) == (410, 1)

    @pytest.mark.parametrize("way", ["now", "mail"])
    @pytest.mark.parametrize(
        "typed",
        [
            {"email": "reader@example.go.th"},
            {"email": "OFFICER@example.go.th"},
            {"email": "x"},
            {"shown": "older@example.go.th"},
        ],
    )
    def test_what_cannot_be(self, as_manager, officer, reader, typed, way):
        page = do(as_manager, officer, "address", **self.NEW | typed, way=way)
        officer.refresh_from_db()
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"email"})
        assert 'name="shown" value="officer@example.go.th"' in page.text, "the next try is of what stands now"
        assert (officer.email, mail.outbox, AddressChange.objects.count()) == ("officer@example.go.th", [], 0)

    def test_a_mail_server_that_refuses_the_address(self, as_manager, officer, mail_server: MailServer):
        mail_server.recipients["new@agency.go.th"] = "550 no such user"
        page = do(as_manager, officer, "address", **self.NEW, way="mail")
        assert (page.status_code, "550 no such user" in page.text) == (422, True)
        assert (AddressChange.objects.count(), written("person.address_change_asked")) == (0, [])

    def test_an_address_that_somebody_takes_meanwhile(self, as_manager, officer, reader):
        do(as_manager, officer, "address", **self.NEW, way="mail")
        User.objects.filter(pk=reader.pk).update(email="new@agency.go.th")
        assert Client().post(self.confirm_link()).status_code == 410
        with pytest.raises(AccountRefused, match="address_taken"):
            addresses.change_address(
                user=officer, email="new@agency.go.th", shown=officer.email, by=reader, now=NOW
            )


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow(as_manager, stranger, agency_a, django_assert_num_queries, more):
    for role in (Role.OFFICER, Role.APPROVER, Role.READER)[:more]:
        Membership.objects.create(user=stranger, role=role, agency=agency_a)
    with django_assert_num_queries(17):
        as_manager.get(f"/manage/people/{stranger.pk}/")
