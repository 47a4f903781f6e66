"""The time that is left, on a page that stays open."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from surveys.models import Round
from tests.surveys.browser.conftest import DIMENSION

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEFT = ".save-bar__deadline"
BANNER = "[data-deadline-banner]"


@pytest.fixture
def open_with_time_left(page, open_for, officer, draft, monkeypatch):
    """open_with_time_left(left): the page as the portal makes it when so much time is left."""

    def show(left, language="en", clock=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)):
        page.clock.install(time=clock)  # which is not the portal's
        now = draft.deadline - left
        monkeypatch.setattr("surveys.views.dimension_page.timezone.now", lambda: now)
        return open_for(page, officer, DIMENSION, language)

    return show


def test_the_minutes_go_by(open_with_time_left):
    page = open_with_time_left(dt.timedelta(hours=1, minutes=2, seconds=30))
    expect(page.locator(LEFT)).to_have_text("1 hour 2 minutes left")
    page.clock.run_for("01:00")
    expect(page.locator(LEFT)).to_have_text("1 hour 1 minute left")
    page.clock.fast_forward("01:00:00")
    expect(page.locator(LEFT)).to_have_text("1 minute left")
    page.clock.run_for("01:00")
    expect(page.locator(LEFT)).to_have_text("Less than a minute left")
    expect(page.locator(BANNER)).to_be_hidden()


def test_days_in_thai(open_with_time_left):
    page = open_with_time_left(dt.timedelta(days=2, hours=3, minutes=5), "th")
    expect(page.locator(LEFT)).to_have_text("เหลือเวลา 2 วัน 3 ชั่วโมง")
    page.clock.fast_forward("10:00")
    expect(page.locator(LEFT)).to_have_text("เหลือเวลา 2 วัน 2 ชั่วโมง")


def test_it_ends_while_the_computer_sleeps(open_with_time_left):
    page = open_with_time_left(dt.timedelta(hours=2))
    page.clock.fast_forward("08:00:00")
    expect(page.locator(LEFT)).to_have_text("Closed")
    expect(page.locator(BANNER)).to_contain_text("Answers that are already submitted can still be signed")


def test_the_grace(open_with_time_left, draft):
    Round.objects.update(grace_minutes=30)
    page = open_with_time_left(dt.timedelta(minutes=1))
    page.clock.run_for("01:30")
    expect(page.locator(LEFT)).to_have_text("Past the deadline, but still open for 29 minutes")
    expect(page.locator(BANNER)).to_contain_text("you can still save and submit the answers of this page")
    page.clock.fast_forward("30:00")
    expect(page.locator(LEFT)).to_have_text("Closed")
    expect(page.locator(BANNER)).to_contain_text("nothing can be saved or submitted any more")


def test_what_is_typed_is_sent_before_it_is_too_late(open_with_time_left, draft):
    page = open_with_time_left(dt.timedelta(minutes=1))
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_label("Equipment").fill("40")
    page.clock.run_for("00:50")
    assert sent == []
    with page.expect_request("**/answers/budget/"):
        page.clock.run_for("00:06")
