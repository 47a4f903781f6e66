"""The round of tests.rounds, open today; A has responded and is scored, the office has begun."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from agencies.models import Agency, User
from scoring.services.scorecards import score_version
from surveys.models import Round
from tests.reports.making import begin, sign, submission_of
from tests.surveys.views.conftest import survey_round

__all__ = ["survey_round"]


@pytest.fixture
def answered(survey_round: Round, agency_a: Agency, office: Agency, officer: User) -> Round:
    now = timezone.now()
    version = sign(submission_of(survey_round, agency_a), officer, at=now)
    score_version(version_id=version.pk, now=now)
    begin(submission_of(survey_round, office), at=now)
    return survey_round


@pytest.fixture
def open_for(
    live_server: LiveServer, log_in: Callable[[Page, User], None], answered: Round
) -> Callable[..., Page]:
    """open_for(page, user, path): the page of the round at `path`, in English unless said otherwise."""

    def show(page: Page, user: User, path: str = "", language: str = "en") -> Page:
        page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        log_in(page, user)
        page.goto(f"/dashboard/{answered.code}/{path}")
        return page

    return show
