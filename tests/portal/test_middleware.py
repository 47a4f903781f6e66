from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone, translation

from agencies.models import User
from portal.urls import handler400, handler403, handler404, handler500  # noqa: F401
from portal.urls import urlpatterns as portal_urls

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language())


def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for people with an account")


urlpatterns = [
    *portal_urls,
    path("spoken/", language),
    path("private/", private),
    path("login/", language, name="login"),
]


@pytest.fixture
def english_reader(client: Client) -> Client:
    client.force_login(
        User.objects.create_user(email="reader@example.go.th", full_name="Reader", language="en")
    )
    return client


def test_a_stranger_is_spoken_to_in_thai_whatever_the_browser_says(client: Client) -> None:
    response = client.get("/spoken/", headers={"accept-language": "en-GB,en"})

    assert (response.text, response["Content-Language"]) == ("th", "th")


def test_an_account_has_its_language(english_reader: Client) -> None:
    assert english_reader.get("/spoken/").text == "en"


@pytest.mark.parametrize("cookie, expected", [("th", "th"), ("en", "en"), ("xx", "en"), ("../../etc", "en")])
def test_the_cookie_goes_before_the_account(
    english_reader: Client, settings: Any, cookie: str, expected: str
) -> None:
    english_reader.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    assert english_reader.get("/spoken/").text == expected


def test_choosing_a_language_is_remembered_in_the_browser(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/spoken/"})

    assert client.get("/spoken/").text == "en"


def test_a_stranger_is_sent_to_the_log_in_page(client: Client) -> None:
    response = client.get("/private/")

    assert (response.status_code, response["Location"]) == (302, "/login/?next=/private/")


def test_a_script_of_a_stranger_gets_401(client: Client) -> None:
    response = client.get("/private/", headers={"accept": "application/json"})

    assert (response.status_code, response.json()["error"]) == (401, "login_required")


@pytest.mark.parametrize(
    "page, expected",
    [
        ("http://testserver/private/?page=2", "/login/?next=/private/%3Fpage%3D2"),
        ("https://evil.example/private/", "/login/?next=/private/"),
        ("", "/login/?next="),
    ],
)
def test_a_part_of_a_page_sends_the_whole_page_to_log_in(client: Client, page: str, expected: str) -> None:
    response = client.get("/private/", headers={"HX-Request": "true", "HX-Current-URL": page})

    assert (response.status_code, response["HX-Redirect"], response.content) == (200, expected, b"")


def test_what_a_person_reads_is_kept_by_no_cache(english_reader: Client) -> None:
    read = {page: english_reader.get(page) for page in ("/private/", "/", "/nothing-here/")}

    assert {page: answer["Cache-Control"] for page, answer in read.items()} == dict.fromkeys(
        read, "private, no-store"
    )


def test_a_page_without_a_person_may_be_kept(client: Client) -> None:
    assert "Cache-Control" not in client.get("/spoken/")


def test_a_page_that_says_how_long_to_keep_it_is_left_alone(english_reader: Client) -> None:
    assert "max-age=0" in english_reader.get("/health/live")["Cache-Control"]


def test_every_answer_carries_the_protecting_headers(client: Client) -> None:
    headers = client.get("/spoken/").headers

    assert sorted(headers["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
    ]
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_session_in_use_is_renewed_now_and_then(english_reader: Client) -> None:
    english_reader.get("/private/")
    first = english_reader.session["renewed_at"]
    english_reader.get("/private/")
    assert english_reader.session["renewed_at"] == first

    session = english_reader.session
    session["renewed_at"] = (timezone.now() - timedelta(minutes=6)).timestamp()
    session.save()
    english_reader.get("/private/")

    assert english_reader.session["renewed_at"] > first
