"""Logging in and out."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD, with_password

pytestmark = pytest.mark.django_db

LOGIN = "/login/"
WRONG = "อีเมลหรือรหัสผ่านไม่ถูกต้อง"


@pytest.fixture
def known(officer):
    return with_password(officer)


def log_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"username": email, "password": password, **more})


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_it_works(client, known):
    response = log_in(client, known.email)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(known.pk)


@pytest.mark.parametrize("typed", ["Officer@Example.go.TH", "  officer@example.go.th "])
def test_case_and_blanks_do_not_matter(client, known, typed):
    log_in(client, typed)
    assert is_logged_in(client)


@pytest.mark.parametrize("email", ["officer@example.go.th", "nobody@example.go.th", "gone@example.go.th"])
def test_a_refusal_does_not_tell_whether_the_address_exists(client, known, other_officer, email):
    other_officer.email, other_officer.is_active = "gone@example.go.th", False
    other_officer.save()
    with_password(other_officer)
    password = PASSWORD if email == "gone@example.go.th" else "wrong-password"

    response = log_in(client, email, password)

    assert [str(error) for error in response.context["form"].non_field_errors()] == [
        f"{WRONG} โปรดตรวจสอบว่าเปิด Caps Lock หรือแป้นพิมพ์ภาษาไทยค้างไว้หรือไม่"
    ]
    assert not is_logged_in(client)


def test_the_typed_address_is_kept_and_the_password_is_not(client, known):
    page = log_in(client, known.email, "wrong-password").text
    assert f'value="{known.email}"' in page
    assert "wrong-password" not in page


def test_what_is_no_address_is_said_beside_the_field(client):
    response = log_in(client, "officer")
    assert response.context["form"].errors["username"] == ["โปรดกรอกอีเมลให้ถูกต้อง เช่น somchai@agency.go.th"]


@pytest.mark.parametrize(
    "wanted, reached",
    [
        ("/profile/", "/profile/"),
        ("/rounds/2569/D1101/?page=2", "/rounds/2569/D1101/?page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_goes_on_where_it_was_wanted_but_never_to_another_site(client, known, wanted, reached):
    assert log_in(client, known.email, next=wanted)["Location"] == reached


def test_a_page_that_needs_a_log_in_leads_there_and_back(client, known):
    assert client.get("/profile/")["Location"] == "/login/?next=/profile/"
    assert 'name="next" value="/profile/"' in client.get("/login/?next=/profile/").text


def test_the_session_gets_a_new_key(client, known):
    client.get("/login/")
    session = client.session
    session["something"] = "from before"
    session.save()
    client.cookies["sessionid"] = session.session_key

    log_in(client, known.email)

    assert client.session.session_key != session.session_key
    assert not client.session.exists(session.session_key)


def test_who_is_logged_in_is_not_asked_again(client, known):
    client.force_login(known)
    assert client.get(LOGIN)["Location"] == "/"


def test_logging_out_needs_a_button(client, known):
    client.force_login(known)
    assert client.get(reverse("agencies:logout")).status_code == 405
    assert is_logged_in(client)

    response = client.post(reverse("agencies:logout"), follow=True)

    assert not is_logged_in(client)
    assert response.redirect_chain == [("/login/", 302)]
    assert "ท่านออกจากระบบแล้ว" in response.text


def test_logging_out_empties_the_storage_of_the_browser(client, known):
    client.force_login(known)

    response = client.post(reverse("agencies:logout"))

    assert response["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize("length, errors", [(254, {"__all__"}), (255, {"username"}), (400, {"username"})])
def test_an_address_longer_than_addresses_are_is_said_beside_the_field(client, db, length, errors):
    address = "a" * 60 + "@" + f"{'b' * 60}." * 9
    typed = address[: length - 4] + ".com"

    response = log_in(client, typed)

    assert (len(typed), set(response.context["form"].errors)) == (length, errors)


class TestLocking:
    """Five wrong passwords from one network lock the account there for a quarter of an hour."""

    @pytest.fixture
    def locked(self, client, known):
        for spelling in ("officer@example.go.th", "OFFICER@example.go.th", " officer@example.go.th") * 2:
            response = log_in(client, spelling, "wrong-password")
        return response

    def test_the_page_says_how_long_and_what_to_do(self, locked):
        last = AccessAttempt.objects.get().attempt_time
        ends = (last + dt.timedelta(minutes=15 + 7 * 60)).strftime("%H:%M\u00a0น.")
        assert locked.status_code == 429
        assert f"จนถึงเวลา {ends}" in locked.text
        assert reverse("agencies:password_reset") in locked.text
        assert 890 <= int(locked["Retry-After"]) <= 900

    def test_the_right_password_does_not_help_before_the_end(self, client, known, locked):
        assert log_in(client, known.email).status_code == 429
        assert not is_logged_in(client)

    def test_trying_meanwhile_does_not_make_it_longer(self, client, known, locked):
        before = AccessAttempt.objects.get().attempt_time
        log_in(client, known.email, "wrong-password")
        assert AccessAttempt.objects.get().attempt_time == before

    def test_it_ends_by_itself(self, client, known, locked):
        AccessAttempt.objects.update(
            attempt_time=AccessAttempt.objects.get().attempt_time - dt.timedelta(minutes=16)
        )
        log_in(client, known.email)
        assert is_logged_in(client)

    def test_another_network_and_another_person_are_free(self, client, known, locked, reader):
        log_in(client, with_password(reader).email)
        assert is_logged_in(client)
        elsewhere = Client(REMOTE_ADDR="203.0.113.9")
        log_in(elsewhere, known.email)
        assert is_logged_in(elsewhere)

    def test_an_address_that_nobody_has_is_locked_in_the_same_way(self, client):
        for _attempt in range(5):
            response = log_in(client, "nobody@example.go.th", "wrong-password")
        assert response.status_code == 429
