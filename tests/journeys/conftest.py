"""An open round of the real 2560 questionnaire, in which the three agencies of the cast are asked.

actors  the four people of the journey
stage   opens browsers of several people at once, each with a context of their own
look    look(page, name): axe finds nothing in either language, and a picture is kept for this test
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from agencies.models import Agency, User
from surveys.models import Round
from surveys.questionnaire.reader import read_workbook
from surveys.services.questionnaires import load_questionnaire
from surveys.services.rounds import add_agencies, open_round
from tests.browser import DESKTOP, open_page
from tests.journeys.people import Actors
from tests.people import with_password
from tests.rounds import make_round

DEFINITION = Path(settings.BASE_DIR) / "surveys" / "definitions" / "2560"


@pytest.fixture
def survey_round(transactional_db: None, agency_a: Agency, agency_b: Agency, office: Agency) -> Round:
    today = timezone.localdate()
    questionnaire, _new = load_questionnaire(
        sheets=read_workbook(DEFINITION), source_name=DEFINITION.name, user=None, now=timezone.now()
    )
    opened = make_round(
        questionnaire, opens_on=today - dt.timedelta(days=2), closes_on=today + dt.timedelta(days=14)
    )
    add_agencies(survey_round=opened, agencies=[agency_a, agency_b, office])
    open_round(survey_round=opened, user=None, now=timezone.now())
    return opened


@pytest.fixture
def actors(officer: User, approver: User, manager: User, analyst: User) -> Actors:
    return Actors(*(with_password(user) for user in (officer, approver, manager, analyst)))


@pytest.fixture
def stage(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[], Page]]:
    with ExitStack() as stack:
        yield lambda: stack.enter_context(open_page(browser, live_server, DESKTOP))


@pytest.fixture
def look(
    assert_accessible: Callable[[Page], None], live_server: LiveServer, tmp_path: Path
) -> Callable[[Page, str], None]:
    def check_in_both_languages(page: Page, name: str) -> None:
        for language in ("en", "th"):
            name_of_cookie = settings.LANGUAGE_COOKIE_NAME
            page.context.add_cookies([{"name": name_of_cookie, "value": language, "url": live_server.url}])
            page.reload()
            assert page.get_attribute("html", "lang") == language
            assert_accessible(page)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)

    return check_in_both_languages
