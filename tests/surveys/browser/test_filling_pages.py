"""The pages of an agency in a real browser: at every width, in both languages, without script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from scoring.services.scorecards import score_version
from surveys.models import Submission
from surveys.services.evidence import attach
from surveys.services.rounds_scores import show_scores
from surveys.services.submitting import sign
from tests.browser import DESKTOP, open_page
from tests.rounds import COMPLETE, answer, complete_and_submit
from tests.surveys.browser.conftest import DIMENSION, SERVICES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BASE = "/rounds/2569/D1101/"
OF_OFFICERS = ["", "dimensions/1/", "dimensions/2/", "dimensions/3/", "review/", "answers/plan/history/"]
OF_APPROVERS = ["", "sign/", "receipt/"]
OF_SIGNED = ["", "dimensions/1/", "receipt/", "score/"]


@pytest.fixture(
    params=[("th", 1280), ("en", 1280), ("th", 375), ("en", 375)], ids=lambda param: f"{param[0]}-{param[1]}"
)
def look(request, page, open_for, assert_accessible):
    """look(user, path): the page is accessible and as wide as the window."""
    language, width = request.param
    page.set_viewport_size({"width": width, "height": 800})

    def at(user, path):
        open_for(page, user, BASE + path, language)
        assert_accessible(page)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), path

    return at


def test_a_draft(look, draft, officer, second_officer):
    answer(draft, officer, timezone.now(), **COMPLETE | {"plan": "finished", "all_posts": 3})
    upload = SimpleUploadedFile("แผนปฏิบัติการดิจิทัลระยะห้าปี พ.ศ. 2560-2564 ฉบับลงนาม.pdf", b"%PDF-1.4 1")
    attach(submission=draft, question="plan", upload=upload, user=officer, now=timezone.now())
    look(second_officer, "dimensions/2/")
    for path in OF_OFFICERS:
        look(officer, path)


def test_a_submission(look, draft, officer, approver):
    complete_and_submit(draft, officer, timezone.now())
    for path in OF_APPROVERS:
        look(approver, path)


def test_a_signed_submission(look, draft, officer, approver):
    version = complete_and_submit(draft, officer, timezone.now())
    sign(submission=draft, sha256=version.sha256, user=approver, now=timezone.now())
    look(officer, "score/")
    score_version(version_id=version.pk, now=timezone.now())
    show_scores(survey_round=draft.round, user=None, now=timezone.now())
    for path in OF_SIGNED:
        look(officer, path)


@pytest.fixture
def plain(browser, live_server, open_for, officer):
    """The officer's page of the first dimension in a browser that runs no script."""
    with open_page(browser, live_server, DESKTOP, java_script_enabled=False) as page:
        yield open_for(page, officer)


class TestWithoutScript:
    def test_the_page_saves_and_what_is_wrong_stays_typed(self, plain, draft):
        plain.get_by_label("Finished").check()
        plain.get_by_label("All posts").fill("มากมาย")
        plain.get_by_label("Remark").fill("=ข้อความ")
        plain.get_by_role("button", name="Save", exact=True).last.click()
        expect(plain.get_by_label("All posts")).to_have_value("มากมาย")
        expect(plain.locator("#errors-all_posts")).to_contain_text("is not a number")
        expect(plain.locator("#q-plan_date")).to_be_visible()
        stored = dict(draft.answers.values_list("question", "value"))
        assert (stored["plan"], stored["remark"], "all_posts" in stored) == ("finished", "=ข้อความ", False)

    def test_going_on(self, plain):
        plain.get_by_role("button", name="Save and continue").click()
        expect(plain).to_have_url(re.compile(f"{SERVICES}$"))

    def test_rows(self, plain, live_server, draft):
        plain.goto(SERVICES)
        for number in range(3):
            plain.locator(f"[name=services__{number}__service_name]").fill(f"บริการ {number}")
        plain.get_by_role("button", name="Add rows").click()
        plain.locator("[name=services__3__service_name]").fill("บริการ 3")
        plain.locator("[name=remove__services__0]").click()
        names = [row["service_name"] for row in draft.answers.get(question="services").value]
        assert names == ["บริการ 1", "บริการ 2", "บริการ 3"]

    def test_a_file(self, plain, draft, tmp_path):
        file = tmp_path / "แผน.pdf"
        file.write_bytes(b"%PDF-1.4 plan")
        plain.locator("#id_files__plan").set_input_files(file)
        plain.locator("#q-plan").get_by_role("button", name="Attach").click()
        expect(plain.locator("#q-plan [data-files]")).to_contain_text("แผน.pdf")
        assert draft.evidence.get().name == "แผน.pdf"

    def test_enter_saves_and_presses_no_other_button(self, plain, draft):
        plain.get_by_label("Remark").fill("ข")
        plain.get_by_label("Remark").press("Enter")
        expect(plain.get_by_label("Remark")).to_have_value("ข")
        assert dict(draft.answers.values_list("question", "value"))["plan"] == "in_preparation"


def test_the_score_shows_itself_when_it_comes(page, open_for, officer, draft):
    version = complete_and_submit(draft, officer, timezone.now())
    show_scores(survey_round=draft.round, user=None, now=timezone.now())
    open_for(page, officer, BASE + "score/")
    expect(page.get_by_text("Being scored")).to_be_visible()
    score_version(version_id=version.pk, now=timezone.now())
    expect(page.get_by_text("of 100 points")).to_be_visible(timeout=10_000)


def test_from_the_first_answer_to_the_receipt(page, open_for, officer, approver, submission):
    """Fill, review, submit, sign, as two people do it."""
    answer(submission, officer, timezone.now(), **COMPLETE)
    open_for(page, officer, BASE)
    page.get_by_role("link", name="Review and submit").click()
    page.get_by_label("questions stay blank").check()
    page.get_by_role("button", name="Submit for sign-off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Submitted, waiting for sign-off")
    open_for(page, approver, BASE)
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("I have read the answers").check()
    page.get_by_role("button", name="Sign the answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Submitted and signed")
    submission.refresh_from_db()
    assert submission.state == Submission.State.SIGNED


def test_a_reader_can_type_nothing(page, open_for, reader):
    open_for(page, reader, DIMENSION)
    expect(page.get_by_label("Remark")).to_be_disabled()
    expect(page.get_by_label("Finished")).to_be_disabled()
