"""The pages of a submission from review to receipt: usable by everybody, at every width, and on paper."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Page

from agencies.models import User
from surveys.models import Submission
from surveys.services.evidence import attach
from surveys.services.submitting import return_for_correction, sign
from tests.rounds import complete_and_submit
from tests.surveys.browser.conftest import DIMENSION

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BASE = "/rounds/2569/D1101/"
PAGES = {"waiting": ["", "sign/", "receipt/"], "signed": ["", "return/"], "returned": ["", "review/"]}


def bring(submission: Submission, state: str, officer: User, approver: User) -> None:
    version = complete_and_submit(submission, officer, timezone.now())
    if state == "signed":
        sign(submission=submission, sha256=version.sha256, user=approver, now=timezone.now())
    if state == "returned":
        return_for_correction(submission=submission, reason="แก้", user=approver, now=timezone.now())


@pytest.mark.parametrize("state", PAGES)
def test_every_page_is_accessible_and_fits(
    page: Page,
    open_for: Callable[..., Page],
    draft: Submission,
    officer: User,
    approver: User,
    assert_accessible: Callable[[Page], None],
    state: str,
) -> None:
    bring(draft, state, officer, approver)
    open_for(page, approver, BASE)
    for width, address in [(width, address) for width in (1280, 360) for address in PAGES[state]]:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(BASE + address)
        assert_accessible(page)
        room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert room[0] <= room[1], address


def test_every_printed_sheet_says_what_it_belongs_to(
    page: Page, open_for: Callable[..., Page], draft: Submission, officer: User, approver: User
) -> None:
    """Only the foot of a table is repeated on every sheet, and only if it is not broken."""
    bring(draft, "waiting", officer, approver)
    open_for(page, officer, BASE + "review/")
    foot = page.locator("main > .version-foot")
    assert not foot.is_visible()
    page.emulate_media(media="print")
    styles = foot.evaluate("foot => [getComputedStyle(foot).display, getComputedStyle(foot).breakInside]")
    assert styles == ["table-footer-group", "avoid"]
    assert foot.evaluate("foot => getComputedStyle(foot.parentElement).display") == "table"


def test_the_buttons_that_remove_files_stand_below_each_other(
    page: Page, open_for: Callable[..., Page], draft: Submission, officer: User
) -> None:
    for name in ("ก.pdf", "แผนปฏิบัติการดิจิทัล " * 8 + ".pdf"):
        file = SimpleUploadedFile(name, b"%PDF-1.7 " + name.encode())
        attach(submission=draft, question="plan", upload=file, user=officer, now=timezone.now())
    open_for(page, officer, DIMENSION)
    buttons = page.locator(".evidence__file > button")
    places = [box["x"] for box in (button.bounding_box() for button in buttons.all()) if box]
    assert (len(places), len(set(places))) == (2, 1)
