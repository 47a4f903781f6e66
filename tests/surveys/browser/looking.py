"""What the tests of the filling pages look at: the receipt, the drafts in the browser, the database."""

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import Page, expect

from surveys.models import Submission
from tests.surveys.browser.conftest import RECEIPT

MINUTE = dt.timedelta(minutes=1)


def saved(page: Page) -> None:
    """The receipt says that everything is saved."""
    now = timezone.localtime()
    minutes = "|".join(f"{moment:%H:%M}" for moment in (now, now - MINUTE, now + MINUTE))
    expect(page.locator(RECEIPT)).to_have_text(re.compile(f"^Saved ({minutes})$"))
    expect(page.locator(RECEIPT)).to_have_class("receipt")


def drafts(page: Page) -> int:
    """How many questions this browser keeps typing of."""
    return int(page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"))


def value(submission: Submission, question: str) -> object:
    found = submission.answers.filter(question=question).first()
    return found and found.value


def becomes(page: Page, submission: Submission, question: str, expected: object) -> bool:
    """Whether the answer arrives within ten seconds."""
    for _try in range(100):
        if value(submission, question) == expected:
            return True
        page.wait_for_timeout(100)
    return False
