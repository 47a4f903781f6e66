"""The round of tests.rounds, open today, in a browser that speaks English."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from agencies.models import User
from surveys.models import Submission
from tests.rounds import answer
from tests.surveys.views.conftest import survey_round

__all__ = ["survey_round"]

DIMENSION = "/rounds/2569/D1101/dimensions/1/"
SERVICES = "/rounds/2569/D1101/dimensions/2/"
AN_HOUR = dt.timedelta(hours=1)
RECEIPT = ".save-bar [data-receipt]"


@pytest.fixture
def draft(submission: Submission, officer: User) -> Submission:
    answer(
        submission, officer, timezone.now() - AN_HOUR, plan="in_preparation", remark="ก", has_services="yes"
    )
    return submission


@pytest.fixture
def open_for(
    live_server: LiveServer, log_in: Callable[[Page, User], None], draft: Submission
) -> Callable[..., Page]:
    """open_for(page, user, path): the page at `path`, in English, as `user` sees it."""

    def show(page: Page, user: User, path: str = DIMENSION, language: str = "en") -> Page:
        page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        log_in(page, user)
        page.goto(path)
        return page

    return show


@pytest.fixture
def filling(page: Page, open_for: Callable[..., Page], officer: User) -> Page:
    """The officer's page of the first dimension."""
    return open_for(page, officer)
