"""A real browser: Debian's chromium, driven by Playwright.

page               a page at the address of `live_server`; a script error or a breach of the CSP fails it
phone              the same at the width of a phone
log_in             log_in(page, user): makes the browser that person's
assert_accessible  assert_accessible(page): axe finds nothing to complain about
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from agencies.models import User

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    with allow_async_unsafe(), sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@contextmanager
def allow_async_unsafe() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, which Django takes for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    with open_page(browser, live_server, DESKTOP) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    with open_page(browser, live_server, PHONE) as page:
        yield page


@contextmanager
def open_page(browser: Browser, live_server: LiveServer, size: Any, **options: Any) -> Iterator[Page]:
    """`options` go to the browser context, for example java_script_enabled=False."""
    context = browser.new_context(base_url=live_server.url, viewport=size, locale="th-TH", **options)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if is_breach(message.text) else None)
    yield page
    context.close()
    assert errors == []


def is_breach(text: str) -> bool:
    return "Content Security Policy" in text


@pytest.fixture
def log_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    def give_session(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )

    return give_session


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    def run_axe(page: Page) -> None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run()")
        assert [describe(violation) for violation in result["violations"]] == []

    return run_axe


def describe(violation: dict[str, Any]) -> str:
    return f"{violation['id']}: {violation['help']}: " + ", ".join(
        node["html"] for node in violation["nodes"]
    )
