"""Changing a password, and getting a new one by mail."""

import traceback
from smtplib import SMTPRecipientsRefused

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import translation

from agencies import mails, tasks
from script.demo_environment import free_port
from tests.people import PASSWORD, with_password

pytestmark = pytest.mark.django_db

NEW = "แม่น้ำเจ้าพระยา-7"


def change(client, old: str = PASSWORD, new: str = NEW, again: str = NEW):
    return client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": again})


@pytest.fixture
def known(client, officer):
    with_password(officer)
    client.force_login(officer)
    return officer


def test_it_works_and_keeps_this_session(client, known):
    response = change(client)
    known.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/profile/")
    assert known.check_password(NEW)
    assert "เปลี่ยนรหัสผ่านแล้ว" in client.get("/profile/").text


@pytest.mark.parametrize(
    "typed, field, error",
    [
        ({"old": "wrong"}, "old_password", "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        ({"again": "another"}, "new_password2", "รหัสผ่านทั้งสองช่องไม่ตรงกัน"),
        ({"new": "สั้น", "again": "สั้น"}, "new_password2", "รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย 10 ตัวอักษร"),
        ({"new": "", "again": ""}, "new_password1", "โปรดกรอกข้อมูลในช่องนี้"),
    ],
)
def test_what_is_refused_is_said_at_its_field(client, known, typed, field, error):
    response = change(client, **typed)
    known.refresh_from_db()
    assert response.context["form"].errors[field] == [error]
    assert known.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password, thai, english",
    [
        (
            "0123456789012",
            "รหัสผ่านนี้มีแต่ตัวเลข",
            "This password has only digits.",
        ),
        (
            "Password123",
            "รหัสผ่านนี้มีคนใช้กันมาก จึงถูกเดาได้ง่าย",
            "This password is one of those that are tried first, because many people use it.",
        ),
        (
            "officer@example",
            "รหัสผ่านนี้คล้ายอีเมลของท่านเกินไป",
            "This password is too much like your e-mail address.",
        ),
    ],
)
def test_the_rules_speak_both_languages(officer, password, thai, english):
    said = []
    for language in ("th", "en"):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            validate_password(password, officer)
        said.append(refused.value.messages)
    assert said == [[thai], [english]]


def test_the_rules_are_on_the_page_before_one_breaks_them(client, known):
    page = client.get("/password/").text
    assert "มีความยาวอย่างน้อย 10 ตัวอักษร" in page
    assert "ไม่คล้ายชื่อ อีเมล หรือหมายเลขโทรศัพท์ของท่าน" in page


class TestByMail:
    @pytest.fixture(autouse=True)
    def worker(self, settings, monkeypatch, request, django_capture_on_commit_callbacks):
        """Does at once what is queued, and counts the requests of this test alone."""
        cache = "django.core.cache.backends.locmem.LocMemCache"
        settings.CACHES = {"default": {"BACKEND": cache, "LOCATION": request.node.nodeid}}
        self.queued = []
        monkeypatch.setattr(tasks.mail_password_link, "delay", self.work)
        self.commit = django_capture_on_commit_callbacks

    def work(self, **arguments):
        self.queued.append(arguments)
        tasks.mail_password_link(**arguments)

    def ask(self, client, email: str, **sender: str):
        with self.commit(execute=True):
            return client.post("/password/forgotten/", {"email": email}, follow=True, **sender)

    def link(self):
        return str(mail.outbox[-1].body).partition("http://testserver")[2].split()[0]

    def open_form(self, client):
        """The address behind the link: the token moves from the address into the session."""
        return client.get(self.link())["Location"]

    def test_a_new_password_by_mail(self, client, officer):
        self.ask(client, "OFFICER@example.go.th")
        form = self.open_form(client)
        assert "มีความยาวอย่างน้อย 10 ตัวอักษร" in client.get(form).text

        response = client.post(form, {"new_password1": NEW, "new_password2": NEW}, follow=True)

        officer.refresh_from_db()
        assert officer.check_password(NEW)
        assert response.redirect_chain == [("/login/", 302)]
        assert "ตั้งรหัสผ่านใหม่แล้ว" in response.text

    def test_the_first_password_of_a_new_person(self, client, officer):
        officer.set_unusable_password()
        officer.save()
        self.ask(client, officer.email)
        assert [message.to for message in mail.outbox] == [[officer.email]]

    @pytest.mark.parametrize(
        "language, subject, greeting",
        [
            ("th", "ตั้งรหัสผ่านสำหรับระบบสำรวจระดับความพร้อมรัฐบาลดิจิทัล", "เรียน สมหญิง & 'ใจดี'"),
            ("en", "Set your password for the Digital Government Readiness Survey", "Dear สมหญิง & 'ใจดี',"),
        ],
    )
    def test_the_mail_speaks_the_language_of_its_reader(self, client, officer, language, subject, greeting):
        officer.language, officer.full_name = language, "สมหญิง & 'ใจดี'"
        officer.save()
        client.cookies["django_language"] = "en" if language == "th" else "th"
        self.ask(client, officer.email)
        assert (mail.outbox[0].subject, str(mail.outbox[0].body).splitlines()[0]) == (subject, greeting)

    def test_nobody_learns_which_addresses_exist(self, client, officer, stranger):
        stranger.is_active = False
        stranger.save()
        addresses = (officer.email, stranger.email, "no@example.go.th")
        answers = {self.ask(client, email).text.partition("<main")[2] for email in addresses}
        assert len(answers) == 1
        assert [message.to for message in mail.outbox] == [[officer.email]]
        assert [sorted(arguments) for arguments in self.queued] == [["origin", "user_id"]] * 3

    def test_no_secret_is_queued(self, client, officer):
        self.ask(client, officer.email)
        assert self.queued == [{"user_id": officer.pk, "origin": "http://testserver"}]

    def test_an_account_gets_five_mails_an_hour_wherever_they_are_asked_from(self, client, officer, reader):
        pages = {
            self.ask(client, email, REMOTE_ADDR=f"203.0.113.{number}").text.partition("<main")[2]
            for number in range(7)
            for email in (officer.email, f" {officer.email.upper()}")
        }
        self.ask(client, reader.email)
        assert len(pages) == 1
        assert [message.to for message in mail.outbox] == [[officer.email]] * 5 + [[reader.email]]

    def test_a_network_asks_sixty_times_an_hour(self, client, officer):
        for number in range(60):
            self.ask(client, f"somebody{number}@example.go.th")
        self.ask(client, officer.email)
        assert mail.outbox == []
        self.ask(client, officer.email, REMOTE_ADDR="203.0.113.9")
        assert [message.to for message in mail.outbox] == [[officer.email]]

    def test_without_the_cache_the_page_is_the_same(self, client, officer, settings, caplog):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
            }
        }
        assert "โปรดตรวจสอบอีเมลของท่าน" in self.ask(client, officer.email).text
        assert (self.queued, mail.outbox) == ([], [])
        assert officer.email not in caplog.text

    @pytest.mark.parametrize(
        "refusal", [SMTPRecipientsRefused({"officer@example.go.th": (550, b"no")}), OSError("no route")]
    )
    def test_a_refusal_of_the_mail_server_names_nobody(self, officer, monkeypatch, refusal):
        def refuse(*args, **kwargs):
            raise refusal

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)

        with pytest.raises(mails.MailNotSent) as failed:
            tasks.mail_password_link(user_id=officer.pk, origin="http://testserver")

        told = "".join(traceback.format_exception(failed.value))
        assert str(failed.value) == type(refusal).__name__
        assert officer.email not in told

    def test_a_link_works_once(self, client, officer):
        self.ask(client, officer.email)
        form = self.open_form(client)
        client.post(form, {"new_password1": NEW, "new_password2": NEW})

        page = client.get(self.link())

        assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in page.text

    @pytest.mark.parametrize("address", ["/password/new/MQ/set-password/", "/password/new/xx/a-b/"])
    def test_a_link_that_was_never_sent(self, client, officer, address):
        assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in client.get(address).text

    def test_a_weak_password_is_refused_and_the_form_stays(self, client, officer):
        self.ask(client, officer.email)
        form = self.open_form(client)
        response = client.post(form, {"new_password1": "12345", "new_password2": "12345"})
        assert len(response.context["form"].errors["new_password2"]) == 3
        assert client.post(form, {"new_password1": NEW, "new_password2": NEW}).status_code == 302

    def test_whoever_reads_the_mails_is_unlocked(self, client, officer):
        for _attempt in range(5):
            client.post("/login/", {"username": officer.email, "password": "wrong-password"})
        assert AccessAttempt.objects.get().failures_since_start == 5
        self.ask(client, officer.email)
        client.post(self.open_form(client), {"new_password1": NEW, "new_password2": NEW})

        response = client.post("/login/", {"username": officer.email, "password": NEW})

        assert (response.status_code, response["Location"]) == (302, "/")
