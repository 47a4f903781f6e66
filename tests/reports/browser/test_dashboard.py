"""The pages of EGA and of monitors in a real browser."""

import datetime as dt
import hashlib
import re

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agencies.models import User
from reports.models import WorkbookExport
from reports.services.requesting import request_export
from surveys.models import Round
from tests.browser import DESKTOP, open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

State = WorkbookExport.State
LISTS = ["", "?audience=department&by=ministry", "agencies/", "agencies/?q=x", "contacts/"]
RESULTS = ["results/", "results/showing/"]
OF_AN_AGENCY = ["agencies/D1101/", "agencies/D1201/", "workbooks/"]


@pytest.fixture(
    params=[("th", 1280), ("en", 1280), ("th", 375), ("en", 375)], ids=lambda param: f"{param[0]}-{param[1]}"
)
def look(request, page, open_for, assert_accessible):
    """look(user, path): the page is accessible and as wide as the window."""
    language, width = request.param
    page.set_viewport_size({"width": width, "height": 800})

    def at(user, path):
        open_for(page, user, path, language)
        for folded in page.locator("main details").all():
            folded.evaluate("details => details.open = true")
        assert_accessible(page)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), path

    return at


def test_what_ega_sees(look, manager: User):
    for path in LISTS + RESULTS:
        look(manager, path)


def test_an_agency_and_the_workbooks(look, answered: Round, manager: User):
    request_export(survey_round=answered, user=manager, language="th", now=timezone.now())
    for path in OF_AN_AGENCY:
        look(manager, path)


def test_what_a_monitor_sees(look, province_monitor: User):
    for path in ("", "agencies/", "contacts/", "agencies/P5010/"):
        look(province_monitor, path)


def test_an_empty_round(look, answered: Round, manager: User):
    answered.submissions.exclude(state="signed").delete()
    Round.objects.update(opens_on=timezone.localdate() + dt.timedelta(days=1))
    look(manager, "?audience=province")


def test_from_a_figure_to_the_agency_behind_it(page: Page, open_for, manager: User):
    open_for(page, manager)
    page.get_by_role("link", name="Not responded yet").click()
    expect(page.get_by_role("heading", name="2 agencies")).to_be_visible()
    page.get_by_label("Name or code").fill("department")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("heading", name="1 agency")).to_be_visible()
    page.get_by_role("link", name="Department B").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Department B")


def test_a_manager_gives_more_time_and_shows_scores(page: Page, open_for, answered: Round, manager: User):
    open_for(page, manager, "agencies/D1201/")
    page.get_by_text("Give the agency more time").click()
    until = answered.closes_on + dt.timedelta(days=7)
    page.get_by_label("New last day").fill(until.isoformat())
    page.get_by_label("Reason", exact=True).fill("น้ำท่วม")
    page.get_by_role("button", name="Give more time").click()
    expect(page.get_by_role("status")).to_contain_text("The agency has more time now")
    page.get_by_role("link", name="Results").click()
    page.get_by_role("link", name="Show agencies their scores").click()
    page.get_by_role("button", name="Show the scores").click()
    expect(page.get_by_text(re.compile("Each agency has seen its own score since"))).to_be_visible()


def test_a_workbook_appears_by_itself(page: Page, open_for, manager: User, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    open_for(page, manager, "workbooks/")
    page.get_by_role("button", name="Make a workbook").click()
    expect(page.get_by_text("A worker will take it")).to_be_visible()
    export = WorkbookExport.objects.get()
    exports = WorkbookExport.objects.filter(pk=export.pk)
    exports.update(state=State.RUNNING, rows_done=2, rows_total=5)
    expect(page.get_by_text("2 of 5")).to_be_visible()
    export.file.save("workbook.xlsx", ContentFile(b"x"), save=False)
    done = {"file": export.file.name, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest(), "rows_done": 5}
    exports.update(state=State.DONE, finished_at=timezone.now(), **done)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.path().read_bytes() == b"x"


def test_without_script(browser, live_server: LiveServer, open_for, answered: Round, manager: User):
    request_export(survey_round=answered, user=manager, language="th", now=timezone.now())
    with open_page(browser, live_server, DESKTOP, java_script_enabled=False) as page:
        open_for(page, manager, "workbooks/")
        WorkbookExport.objects.update(state=State.RUNNING, rows_done=2, rows_total=5)
        expect(page.get_by_text("2 of 5")).to_be_visible(timeout=10_000)
