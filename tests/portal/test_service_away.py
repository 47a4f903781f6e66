"""What a reader sees while the database is out of reach."""

from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.db import SessionStore
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from lxml import html

from portal import error_pages
from portal.urls import handler400, handler403, handler404, handler500  # noqa: F401
from portal.urls import urlpatterns as portal_urls

pytestmark = pytest.mark.urls(__name__)


@login_not_required
def unreachable(request: HttpRequest) -> HttpResponse:
    raise OperationalError("could not connect to server")


@login_not_required
def connection_lost(request: HttpRequest) -> HttpResponse:
    raise InterfaceError("connection already closed")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("a mistake of ours")


urlpatterns = [
    *portal_urls,
    path("unreachable/", unreachable),
    path("connection-lost/", connection_lost),
    path("broken/", broken),
]


@pytest.fixture
def reader() -> Client:
    """A client that gets the page, as a browser does, where Django's own would raise the error."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ["/unreachable/", "/connection-lost/"])
def test_a_view_without_database_answers_503_in_thai(reader: Client, address: str) -> None:
    response = reader.get(address)

    assert response.status_code == 503
    assert response["Retry-After"] == str(error_pages.RETRY_AFTER_SECONDS)
    assert response["Content-Security-Policy"]
    assert '<html lang="th"' in response.text


def test_the_page_speaks_the_language_of_the_cookie(reader: Client, settings: Any) -> None:
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert '<html lang="en"' in reader.get("/unreachable/").text


def test_an_absent_session_store_is_the_same(
    reader: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(store: SessionStore) -> dict[str, Any]:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(SessionStore, "load", refuse)
    reader.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    response = reader.get("/health/live")

    assert (response.status_code, response["Retry-After"]) == (503, "20")
    assert '<html lang="en"' in response.text


def test_what_was_typed_comes_back_ready_to_be_sent_again(reader: Client) -> None:
    typed = {
        "name": '\nกรม <ก> & "ข"\n</textarea>',
        "several": ["1", "2"],
        "csrfmiddlewaretoken": "as-it-was",
        "password": "secret",
    }

    page = reader.post("/unreachable/?step=2", typed).text
    fields = html.fromstring(page).iterfind(
        ".//form[@method='post'][@action='/unreachable/?step=2']/textarea"
    )

    # Like a browser, and unlike lxml: the line break that opens a text area is not part of its value.
    assert [(field.get("name"), (field.text or "").removeprefix("\n")) for field in fields] == [
        ("name", typed["name"]),
        ("several", "1"),
        ("several", "2"),
        ("csrfmiddlewaretoken", "as-it-was"),
    ]
    assert "secret" not in page


def test_a_script_is_told_in_json(reader: Client) -> None:
    response = reader.post("/unreachable/", {"q": "1"}, headers={"accept": "application/json"})

    assert (response.status_code, response["Retry-After"]) == (503, "20")
    assert response.json() == {
        "error": "unavailable",
        "message": "ระบบไม่พร้อมให้บริการชั่วคราว ข้อมูลที่ท่านกรอกยังอยู่ครบ และระบบจะลองบันทึกให้อีกครั้ง",
    }


def test_a_mistake_of_ours_is_another_page(reader: Client) -> None:
    response = reader.get("/broken/")

    assert response.status_code == 500
    assert "Retry-After" not in response
