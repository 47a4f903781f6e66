"""Two reviewers at one queue, and the agency that corrects what they ask for, in real browsers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from agencies.models import User
from surveys.models import Review, Submission
from surveys.services.submitting import submit
from tests.browser import DESKTOP, open_page
from tests.reviews import give_evidence, submit_with_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUEUE = "/dashboard/2569/reviews/"
WHY, OTHER_WHY = "แผนยังไม่ได้ประกาศใช้", "ไฟล์เป็นฉบับร่าง"
LogIn = Callable[[Page, User], None]


@pytest.fixture
def queue(
    submission: Submission,
    other_submission: Submission,
    officer: User,
    other_officer: User,
    settings: Settings,
    tmp_path: Path,
    survey_round: object,
) -> None:
    """A submitted first, with two files; then B, with one."""
    settings.MEDIA_ROOT = tmp_path
    submission.refresh_from_db()
    other_submission.refresh_from_db()
    submit_with_evidence(submission, officer, "plan", "services", now=timezone.now())
    submit_with_evidence(other_submission, other_officer, "plan", now=timezone.now())


def enter(page: Page, live_server: LiveServer, log_in: LogIn, user: User) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    log_in(page, user)


def decide(page: Page, name: str, kind: str, **typed: str) -> None:
    question = page.locator(f"#q-{name}")
    question.get_by_label(kind, exact=True).check()
    for label, value in typed.items():
        question.locator(f"[name={label}]").fill(value)
    question.get_by_role("button", name="Save this decision").click()
    expect(page.locator(f"#q-{name} .reviewed__decision")).to_be_visible()


def test_two_reviewers_and_an_agency_that_corrects(
    queue: None,
    browser: Browser,
    page: Page,
    live_server: LiveServer,
    log_in: LogIn,
    people: dict[str, User],
    submission: Submission,
) -> None:
    analyst, manager, officer = people["analyst"], people["manager"], people["officer"]
    with (
        open_page(browser, live_server, DESKTOP) as second,
        open_page(browser, live_server, DESKTOP) as agency,
    ):
        enter(page, live_server, log_in, analyst)
        enter(second, live_server, log_in, manager)
        enter(agency, live_server, log_in, officer)

        for each in (page, second):
            each.goto(QUEUE)
        for each in (page, second):
            each.get_by_role("button", name="Take the next one").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Department A")
        expect(second.get_by_role("heading", level=1)).to_have_text("Department B")

        decide(second, "plan", "Adjust the score", score="62.5", reason=OTHER_WHY)
        expect(second.locator("#q-plan")).to_contain_text("Counts with 62.5 points")
        second.get_by_role("button", name="Finish with adjustments").click()
        expect(
            second.get_by_text("The adjusted scores count once a manager scores the round again")
        ).to_be_visible()

        decide(page, "services", "Accept")
        decide(page, "plan", "Ask for a correction", reason=WHY)
        page.get_by_role("button", name="Finish, and send it back").click()
        expect(page.get_by_text("The submission is back with the agency")).to_be_visible()

        agency.goto("/rounds/2569/D1101/")
        expect(agency.get_by_text("asks you to correct")).to_be_visible()
        expect(agency.locator("main")).not_to_contain_text(analyst.full_name)
        agency.get_by_role("link", name="1.1.1 Digital plan").click()
        expect(agency.locator("#q-plan")).to_contain_text(f"EGA asks for a correction: {WHY}")

        submission.refresh_from_db()
        give_evidence(submission, officer, "plan", " ประกาศแล้ว", now=timezone.now())
        submit(submission=submission, user=officer, now=timezone.now())

        second.goto(QUEUE)
        expect(second.locator("tbody tr", has_text="Department A")).to_contain_text(
            "Changed since its review"
        )
        second.get_by_role("button", name="Take the next one").click()
        expect(second.locator("#q-services")).to_contain_text("unchanged since")
        expect(second.locator("#q-plan")).to_contain_text(f"Asked to correct before: {WHY}")
        expect(second.locator("#finish li")).to_have_text(["1.1.1 Digital plan"])
        decide(second, "plan", "Accept")
        second.get_by_role("button", name="Finish: accepted").click()
        expect(second.get_by_text("The review is finished: everything is accepted.")).to_be_visible()

        agency.goto("/rounds/2569/D1101/receipt/")
        expect(agency.get_by_text("EGA has accepted the answers as they stand.")).to_be_visible()

    outcomes = Review.objects.order_by("finished_at").values_list("submission__agency__code", "outcome")
    assert list(outcomes) == [("D1201", "adjusted"), ("D1101", "sent_back"), ("D1101", "accepted")]


@pytest.mark.parametrize("language, width", [("th", 1280), ("en", 375)])
def test_the_pages_are_accessible_and_fit(
    queue: None,
    page: Page,
    live_server: LiveServer,
    log_in: LogIn,
    assert_accessible: Callable[[Page], None],
    manager: User,
    language: str,
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    enter(page, live_server, log_in, manager)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page.goto(QUEUE)
    assert_accessible(page)
    page.locator("tbody button").first.click()
    for address in (page.url, f"{page.url}?all"):
        page.goto(address)
        for folded in page.locator("main details").all():
            folded.evaluate("details => details.open = true")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
