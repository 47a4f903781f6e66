"""The database out of reach: the portal says so, keeps what was typed, and goes on afterwards."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import html
from playwright.sync_api import Browser, Page, expect

from bench.visitor import JSON, Visitor
from surveys.models import Submission
from tests.resilience.database import MovableDatabase
from tests.resilience.workers import wait_for

pytestmark = pytest.mark.services

TYPED = "=1+1 ๑๒๓ 😀"
RETRY_MILLISECONDS = 30_000


@pytest.fixture
def visitor(host: str, session: str) -> Iterator[Visitor]:
    with Visitor(host=host, session=session) as visitor:
        yield visitor


def address_of_page(submission: Submission) -> str:
    return reverse("surveys:dimension", args=[submission.round.code, submission.agency.code, "1"])


def stored(submission: Submission) -> dict[str, Any]:
    return dict(submission.answers.values_list("question", "value"))


def test_the_web_process_says_so_and_goes_on(
    database: MovableDatabase, host: str, visitor: Visitor, submission: Submission
) -> None:
    page = address_of_page(submission)
    save = reverse("surveys:save", args=[submission.round.code, submission.agency.code, "remark"])
    typed = {"version__remark": "0", "remark": TYPED}
    assert visitor.get(page).status == 200

    with database.away(), Visitor(host=host) as watcher:
        away = [visitor.get(page), visitor.post(save, typed, accept=JSON), visitor.post(page, typed)]
        assert watcher.get("/health/live").status == 200
        wait_for(lambda: watcher.get("/health/ready").status == 503, what="The verdict")

    assert [(reply.status, reply.headers["Retry-After"]) for reply in away] == [(503, "20")] * 3
    assert json.loads(away[1].body)["error"] == "unavailable"
    areas = html.fromstring(away[2].text).iterfind(f".//form[@action='{page}']/textarea")
    kept = {area.get("name", ""): (area.text or "").removeprefix("\n") for area in areas}
    assert kept == typed
    assert stored(submission) == {}

    # What the button "send again" does, and the next try of the page's script.
    assert visitor.post(page, kept).status == 302
    assert visitor.post(save, typed, accept=JSON).status == 200
    assert stored(submission) == {"remark": TYPED}


@contextmanager
def officers_page(browser: Browser, host: str, session: str, **options: Any) -> Iterator[Page]:
    address = f"http://{host}"
    context = browser.new_context(base_url=address, **options)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_an_answer_typed_meanwhile_saves_itself_afterwards(
    database: MovableDatabase, host: str, session: str, submission: Submission, browser: Browser
) -> None:
    with officers_page(browser, host, session) as page:
        page.goto(address_of_page(submission))
        with database.away():
            page.fill("[name=remark]", TYPED)
            expect(page.locator("[data-banner]")).to_contain_text("ระบบ")
            expect(page.locator("[name=remark]")).to_have_value(TYPED)
        expect(page.locator("[data-receipt]")).to_contain_text("บันทึกแล้ว", timeout=RETRY_MILLISECONDS)
        expect(page.locator("[data-banner]")).to_be_hidden()

    assert stored(submission) == {"remark": TYPED}


@pytest.mark.browser
def test_without_script_the_answer_is_sent_again_with_a_button(
    database: MovableDatabase, host: str, session: str, submission: Submission, browser: Browser
) -> None:
    with officers_page(browser, host, session, java_script_enabled=False) as page:
        page.goto(address_of_page(submission))
        page.fill("[name=remark]", TYPED)
        with database.away():
            page.click("[name=save]")
            expect(page.locator("h1")).to_have_text("ระบบไม่พร้อมให้บริการชั่วคราว")
        page.click("main form button")
        expect(page.locator("[name=remark]")).to_have_value(TYPED)

    assert stored(submission) == {"remark": TYPED}
