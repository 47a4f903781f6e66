"""Replies to the page's script that overtake each other on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from agencies.models import User
from surveys.models import Submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reply_that_comes_late_does_not_take_back_what_a_later_save_brought(
    page: Page, log_in: Callable[[Page, User], None], submission: Submission, officer: User
) -> None:
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/answers/remark/", lambda route: held.append((route, route.fetch())))
    log_in(page, officer)
    page.goto(f"/rounds/{submission.round.code}/{submission.agency.code}/dimensions/1/")
    page.fill("[name=remark]", "ก่อน")
    page.locator("h1").click()
    while not held:
        page.wait_for_timeout(20)

    page.check("[name=plan][value=finished]")
    date_of_finished_plan = page.locator("[data-question=plan_date]")
    expect(date_of_finished_plan).to_be_visible()
    ((route, reply),) = held
    route.fulfill(response=reply)

    expect(page.locator("[data-receipt]")).to_contain_text("บันทึกแล้ว")
    expect(date_of_finished_plan).to_be_visible()
