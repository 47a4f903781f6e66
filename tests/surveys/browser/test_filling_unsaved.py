"""What is typed and not on the server never stands under a green "saved", and is not left behind unasked."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from agencies.models import Membership, Role
from tests.browser import DESKTOP, open_page
from tests.rounds import COMPLETE, answer
from tests.surveys.browser.conftest import DIMENSION, RECEIPT, SERVICES
from tests.surveys.browser.looking import becomes, drafts, saved, value

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BASE = "/rounds/2569/D1101/"


def unsaved(page, question, words="Not saved yet"):
    """Neither the receipt nor the foot of the question says that it is saved."""
    expect(page.locator(RECEIPT)).to_have_text(words)
    expect(page.locator(RECEIPT)).not_to_have_class("receipt")
    expect(page.locator(f"#q-{question} [data-saved]")).to_have_text("Not saved yet")


def type_nonsense(page):
    """An answer that the portal cannot take."""
    page.get_by_label("All posts").fill("มากมาย")
    page.get_by_label("Remark").focus()
    expect(page.locator("#errors-all_posts")).to_contain_text("is not a number")


@pytest.fixture
def held(filling):
    """The page of the first dimension, while nothing that it sends arrives."""
    filling.route("**/answers/**", lambda _route: None)
    return filling


INPUTS = [
    ("plan", lambda page: page.get_by_label("Finished").check()),
    ("topics", lambda page: page.get_by_label("People").check()),
    ("remark", lambda page: page.get_by_label("Remark").press_sequentially("ข")),
    ("all_posts", lambda page: page.get_by_label("All posts").press_sequentially("๗")),
    ("budget", lambda page: page.get_by_label("Equipment").press_sequentially("4")),
    ("digital_posts", lambda page: page.locator("#id_na__digital_posts").check()),
]


@pytest.mark.parametrize("question, give", INPUTS, ids=[question for question, _give in INPUTS])
def test_it_is_said_at_once(held, question, give):
    expect(held.locator(RECEIPT)).to_have_class("receipt")
    give(held)
    expect(held.locator(RECEIPT)).to_have_text(re.compile("^(Not saved yet|Saving…)$"))
    expect(held.locator(f"#q-{question} [data-saved]")).to_have_text("Not saved yet")


def test_answers_in_parts_are_unsaved_until_they_are_left(filling, draft):
    filling.get_by_label("Finished").check()
    expect(filling.get_by_label("Day")).to_be_visible()
    filling.get_by_label("Day").press_sequentially("1")
    unsaved(filling, "plan_date")
    filling.locator("[name=plan_date__month]").select_option("8")
    filling.get_by_label("Year (B.E. or C.E.)").press_sequentially("2560")
    unsaved(filling, "plan_date")
    assert value(draft, "plan_date") is None
    filling.get_by_label("Remark").focus()
    saved(filling)
    filling.get_by_label("Equipment").press_sequentially("40")
    unsaved(filling, "budget")


def test_rows_are_unsaved_until_they_are_left(open_for, page, officer, draft):
    open_for(page, officer, SERVICES)
    page.locator("[name=services__0__service_name]").press_sequentially("ขออนุญาต")
    unsaved(page, "services")
    page.locator("[name=services__0__online]").focus()
    page.locator("#q-has_services").get_by_label("Yes").focus()
    saved(page)
    expect(page.locator("#q-services [data-saved]")).to_contain_text("Saved by คุณ officer")


def test_saving_one_answer_does_not_hide_that_another_is_typed(filling, draft):
    filling.get_by_label("Remark").press_sequentially("ข")
    filling.evaluate("document.querySelector('[name=budget__equipment]').value = '40'")
    filling.locator("[name=budget__equipment]").dispatch_event("input")
    assert becomes(filling, draft, "remark", "ขก") or becomes(filling, draft, "remark", "กข")
    unsaved(filling, "budget")
    expect(filling.locator("#q-remark [data-saved]")).to_contain_text("Saved by")


class TestDrafts:
    @pytest.fixture(autouse=True)
    def left_behind(self, filling):
        """Percentages and a text typed, and the page opened again before they were sent."""
        filling.route("**/answers/**", lambda route: route.abort())
        filling.get_by_label("Remark").fill("ก" * 3_990)
        for label, typed in {"Equipment": "40", "Systems": "50", "Training": "10"}.items():
            filling.get_by_label(label).fill(typed)
        filling.get_by_label("All posts").focus()
        filling.once("dialog", lambda dialog: dialog.accept())
        filling.goto(DIMENSION)
        filling.unroute("**/answers/**")

    def test_they_are_offered_by_name_and_the_receipt_says_so(self, filling):
        panel = filling.locator("[data-drafts-panel]")
        expect(panel.get_by_role("link")).to_have_text(["1.1.3 Remark", "1.2.3 Budget by purpose"])
        expect(filling.locator(RECEIPT)).to_have_text("Answers from last time are not saved. Go there")
        panel.get_by_role("button", name="Throw them away").click()
        expect(filling.locator(RECEIPT)).to_have_class("receipt")
        assert drafts(filling) == 0

    def test_what_comes_back_shows_its_figures_and_is_saved(self, filling, draft):
        filling.get_by_role("button", name="Bring them back and save").click()
        expect(filling.locator("[data-total-value]")).to_have_text("100")
        saved(filling)
        assert value(draft, "budget") == {"equipment": "40", "systems": "50", "training": "10"}

    def test_typing_into_such_a_question_does_not_lose_the_draft(self, filling, draft):
        for label, typed in {"Equipment": "100", "Systems": "0", "Training": "0"}.items():
            filling.get_by_label(label).fill(typed)
        filling.get_by_label("Remark").focus()
        assert becomes(filling, draft, "budget", {"equipment": "100", "systems": "0", "training": "0"})
        filling.get_by_role("button", name="Bring them back and save").click()
        expect(filling.locator("#q-budget [role=alert]")).to_contain_text("saved another answer here")


def test_a_page_that_came_back_with_mistakes_says_that_they_are_not_saved(filling, draft):
    type_nonsense(filling)
    filling.get_by_role("button", name="Save and continue").click()
    expect(filling.locator("[data-error-summary]")).to_contain_text("All posts")
    unsaved(filling, "all_posts", "One answer is not saved. Go there")
    assert drafts(filling) == 1
    filling.get_by_label("All posts").fill("5")
    filling.get_by_label("Remark").focus()
    saved(filling)
    assert (value(draft, "all_posts"), drafts(filling)) == (5, 0)


@pytest.fixture
def plain(browser, live_server, open_for, officer):
    with open_page(browser, live_server, DESKTOP, java_script_enabled=False) as page:
        yield open_for(page, officer)


class TestWithoutScript:
    def test_a_conflict(self, plain, draft, second_officer):
        answer(draft, second_officer, timezone.now(), remark="ของอีกคน")
        plain.get_by_label("Remark").fill("ของฉัน")
        plain.get_by_role("button", name="Save", exact=True).last.click()
        expect(plain.locator("#q-remark [role=alert]")).to_contain_text("ของอีกคน")
        unsaved(plain, "remark")

    def test_typing_that_outlived_its_session(self, plain, draft, officer, log_in):
        Session.objects.all().delete()
        plain.get_by_label("Remark").fill("พิมพ์ไว้ก่อน")
        plain.get_by_role("button", name="Save", exact=True).last.click()
        plain.wait_for_url("**/login/**")
        session = Session.objects.get()
        log_in(plain, officer)
        bring_over(session, officer)
        plain.goto(DIMENSION)
        expect(plain.get_by_label("Remark")).to_have_value("พิมพ์ไว้ก่อน")
        unsaved(plain, "remark")
        plain.get_by_role("button", name="Save", exact=True).last.click()
        expect(plain.locator(RECEIPT)).to_contain_text("Saved ")


def bring_over(session, officer):
    """What was typed goes with the reader through the log-in page, which this test does not visit."""
    typed = session.get_decoded()
    for other in Session.objects.exclude(pk=session.pk):
        store = SessionStore(other.pk)
        store.update({key: kept for key, kept in typed.items() if not key.startswith("_auth")})
        store.save()


class TestLeaving:
    @pytest.fixture
    def dialog(self, filling):
        type_nonsense(filling)
        filling.get_by_role("link", name="Review and submit").first.click()
        return filling.get_by_role("dialog", name="Leave with answers that are not saved?")

    def test_to_review_names_the_questions(self, filling, dialog):
        expect(dialog.get_by_role("link")).to_have_text(["1.2.1 All posts"])
        expect(dialog.get_by_role("button", name="Stay on this page")).to_be_focused()
        dialog.get_by_role("link").click()
        expect(dialog).to_be_hidden()
        assert filling.url.endswith(f"{DIMENSION}#q-all_posts")

    def test_it_is_accessible(self, filling, dialog, assert_accessible):
        expect(dialog).to_be_visible()
        assert_accessible(filling)

    def test_and_going_on_all_the_same(self, filling, dialog):
        dialog.get_by_role("button", name="Leave the page").click()
        filling.wait_for_url("**/review/")
        assert drafts(filling) == 1

    def test_what_is_only_on_its_way_arrives_first_and_nobody_is_asked(self, filling, draft):
        filling.get_by_label("Remark").fill("พิมพ์แล้วไปทันที")
        filling.get_by_role("link", name="Review and submit").first.click()
        filling.wait_for_url("**/review/")
        assert value(draft, "remark") == "พิมพ์แล้วไปทันที"

    def test_the_other_language_asks_too(self, filling):
        type_nonsense(filling)
        filling.get_by_role("button", name="ภาษาไทย").click()
        filling.get_by_role("button", name="Stay on this page").click()
        expect(filling.get_by_label("All posts")).to_have_value("มากมาย")


class TestElsewhere:
    @pytest.fixture(autouse=True)
    def left_behind(self, filling, draft, officer):
        answer(draft, officer, timezone.now(), **COMPLETE)
        filling.reload()
        type_nonsense(filling)
        filling.get_by_role("link", name="Review and submit").first.click()
        filling.get_by_role("button", name="Leave the page").click()
        filling.wait_for_url("**/review/")

    @pytest.mark.parametrize("path", ["", "review/", "dimensions/2/", "answers/plan/history/"])
    def test_every_page_of_the_submission_names_them(self, filling, path, assert_accessible):
        filling.goto(BASE + path)
        panel = filling.get_by_role("region", name="Some answers are not saved")
        expect(panel.get_by_role("listitem")).to_have_text("1.2.1 All postsDimension 1: Policies")
        assert_accessible(filling)
        panel.get_by_role("link").click()
        filling.wait_for_url(f"**{DIMENSION}#q-all_posts")
        expect(panel).to_be_hidden()
        expect(filling.locator("[data-drafts-panel]")).to_be_visible()

    def test_the_list_of_several_agencies_too(self, filling, officer, agency_b):
        Membership.objects.create(user=officer, role=Role.READER, agency=agency_b)
        filling.goto("/")
        panel = filling.get_by_role("region", name="Some answers are not saved")
        expect(panel.get_by_role("link")).to_have_text(["1.2.1 All posts"])

    def test_submitting_asks_first(self, filling, draft):
        filling.get_by_label("questions stay blank").check()
        filling.get_by_role("button", name="Submit for sign-off").click()
        dialog = filling.get_by_role("dialog", name="Submit without these answers?")
        expect(dialog.get_by_role("link")).to_have_text(["1.2.1 All posts"])
        dialog.get_by_role("button", name="Do not submit yet").click()
        draft.refresh_from_db()
        assert draft.state == "draft"
        filling.get_by_role("button", name="Submit for sign-off").click()
        dialog.get_by_role("button", name="Submit without them").click()
        filling.wait_for_url("**/receipt/")

    def test_they_can_be_thrown_away(self, filling):
        panel = filling.get_by_role("region", name="Some answers are not saved")
        panel.get_by_role("button", name="Throw them away").click()
        dialog = filling.get_by_role("dialog", name="Throw away what you typed?")
        dialog.get_by_role("button", name="Throw them away").click()
        expect(panel).to_be_hidden()
        assert drafts(filling) == 0

    def test_another_person_sees_nothing_of_them(self, filling, second_officer, log_in):
        log_in(filling, second_officer)
        filling.goto(BASE)
        expect(filling.locator("[data-kept-panel]")).to_be_hidden()


class TestLogOut:
    def log_out(self, page):
        page.locator("[data-menu] summary").click()
        page.get_by_role("button", name="Log out").click()
        return page.get_by_role("dialog", name="Log out without saving?")

    def test_it_asks_and_says_what_would_be_lost(self, filling):
        type_nonsense(filling)
        dialog = self.log_out(filling)
        expect(dialog.get_by_role("link")).to_have_text(["1.2.1 All posts"])
        dialog.get_by_role("button", name="Stay logged in").click()
        expect(filling.get_by_label("All posts")).to_have_value("มากมาย")
        assert drafts(filling) == 1

    @pytest.mark.parametrize("path", [DIMENSION, "/profile/"])
    def test_then_nothing_typed_stays(self, filling, path):
        type_nonsense(filling)
        if path != DIMENSION:
            filling.once("dialog", lambda dialog: dialog.accept())
            filling.goto(path)
        self.log_out(filling).get_by_role("button", name="Erase it and log out").click()
        filling.wait_for_url("**/login/**")
        assert drafts(filling) == 0

    def test_what_is_on_its_way_arrives_and_nobody_is_asked(self, filling, draft):
        filling.get_by_label("Remark").fill("พิมพ์แล้วออกทันที")
        self.log_out(filling)
        filling.wait_for_url("**/login/**")
        assert (value(draft, "remark"), drafts(filling)) == ("พิมพ์แล้วออกทันที", 0)
