"""Every answer saves itself as it is given, and nothing typed is lost on the way."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from portal.templatetags.portal_format import datetime_be
from surveys.models import Round
from tests.rounds import answer
from tests.surveys.browser.conftest import DIMENSION, RECEIPT, SERVICES
from tests.surveys.browser.looking import becomes, drafts, saved, value

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_answer_saves_itself_and_is_there_after_loading_again(filling, draft):
    filling.get_by_label("Finished").check()
    saved(filling)
    expect(filling.locator("#q-plan [data-saved]")).to_contain_text("Saved by คุณ officer")
    filling.reload()
    expect(filling.get_by_label("Finished")).to_be_checked()
    assert (value(draft, "plan"), drafts(filling)) == ("finished", 0)


def test_an_answer_given_before_the_script_has_come_is_saved_as_well(filling, draft):
    held = []

    def hold(route):
        held.append(route)

    filling.route("**/filling/page.js", hold)
    filling.reload(wait_until="commit")
    filling.get_by_label("Finished").check()
    filling.get_by_label("All posts").fill("7")
    assert value(draft, "plan") == "in_preparation"
    (script,) = held
    script.continue_()
    saved(filling)
    assert becomes(filling, draft, "plan", "finished")
    assert becomes(filling, draft, "all_posts", 7)


def test_a_number_in_thai_digits(filling, draft):
    field = filling.get_by_label("All posts")
    field.fill("๑,๒๕๐")
    field.blur()
    saved(filling)
    expect(filling.locator("#q-all_posts [data-state]")).to_have_text("Answered")
    assert value(draft, "all_posts") == 1250


def test_what_could_not_be_saved_is_marked_until_it_is_mended(filling, draft):
    state, field = filling.locator("#q-all_posts [data-state]"), filling.get_by_label("All posts")
    field.fill("many")
    field.blur()
    expect(state).to_have_text("Needs correction")
    filling.get_by_label("Finished").check()
    expect(filling.locator("#q-plan [data-saved]")).to_contain_text("Saved by คุณ officer")
    expect(state).to_have_text("Needs correction")
    field.fill("7")
    field.blur()
    expect(state).to_have_text("Answered")
    assert becomes(filling, draft, "all_posts", 7)


def test_typing_saves_after_a_pause_without_leaving_the_field(filling, draft):
    filling.get_by_label("Remark").press("End")
    filling.get_by_label("Remark").press_sequentially("ข")
    assert becomes(filling, draft, "remark", "กข")
    saved(filling)


def test_questions_come_and_go_and_the_progress_moves(filling):
    date = filling.locator("#q-plan_date")
    expect(date).to_be_hidden()
    filling.get_by_label("Finished").check()
    expect(date).to_be_visible()
    expect(filling.locator('[data-progress="1"] .progress-line__words')).to_have_text("1 of 7, 1 to correct")
    filling.locator("#q-plan").get_by_label("None").check()
    expect(date).to_be_hidden()
    expect(filling.locator("#q-topics")).to_be_hidden()


def test_none_and_the_other_options_rule_each_other_out(filling, draft):
    filling.get_by_label("People").check()
    filling.get_by_label("None of these").check()
    expect(filling.get_by_label("People")).not_to_be_checked()
    assert becomes(filling, draft, "topics", ["no_topic"])
    filling.get_by_label("Data").check()
    expect(filling.get_by_label("None of these")).not_to_be_checked()
    assert becomes(filling, draft, "topics", ["data"])


def test_a_save_moves_nothing_on_the_page(filling):
    """Or a click that is on its way would miss what it was meant for."""
    people = filling.get_by_label("People")
    people.scroll_into_view_if_needed()
    before = filling.locator("#q-topics").bounding_box()
    people.check()
    saved(filling)
    assert filling.locator("#q-topics").bounding_box() == before


def test_percentages_show_their_total_and_complain_only_when_left(filling, draft):
    filling.get_by_label("Equipment").fill("40")
    filling.get_by_label("Systems").fill("๕๙")
    expect(filling.locator("[data-total-value]")).to_have_text("99")
    expect(filling.locator("#errors-budget")).to_have_text("")
    filling.get_by_label("Remark").focus()
    expect(filling.locator("#errors-budget")).to_have_text(
        "The percentages add up to 99 so far. Fill in the items that are still blank, up to 100."
    )
    expect(filling.locator(RECEIPT)).to_have_text("One answer is not saved. Go there")
    filling.get_by_label("Training").fill("1")
    filling.get_by_label("Remark").focus()
    saved(filling)
    expect(filling.locator("#errors-budget")).to_have_text("")
    assert value(draft, "budget") == {"equipment": "40", "systems": "59", "training": "1"}


def test_rows_are_added_and_removed(open_for, page, officer, draft):
    open_for(page, officer, SERVICES)
    rows = page.locator("[data-rows] [data-row]")
    expect(rows).to_have_count(1)
    page.locator("[name=services__0__service_name]").fill("ขออนุญาต")
    page.get_by_role("button", name="Add rows").click()
    page.locator("[name=services__1__service_name]").fill("ร้องเรียน")
    page.locator("[name=services__1__online]").select_option("yes")
    page.get_by_role("button", name="Add rows").focus()
    both = [{"service_name": "ขออนุญาต"}, {"service_name": "ร้องเรียน", "online": "yes"}]
    assert becomes(page, draft, "services", both)
    rows.first.get_by_role("button").click()
    expect(rows).to_have_count(1)
    assert becomes(page, draft, "services", both[1:])
    page.reload()
    expect(page.locator("[name=services__0__service_name]")).to_have_value("ร้องเรียน")


def test_a_date_in_the_buddhist_era(filling, draft):
    filling.get_by_label("Finished").check()
    filling.get_by_label("Day").fill("1")
    filling.locator("[name=plan_date__month]").select_option("8")
    filling.get_by_label("Year (B.E. or C.E.)").fill("2560")
    filling.get_by_label("Remark").focus()
    assert becomes(filling, draft, "plan_date", "2017-08-01")
    saved(filling)


def test_not_applicable_with_a_reason(filling, draft):
    block = filling.locator("#q-digital_posts")
    block.get_by_label("This question does not concern us").check()
    block.get_by_label("Why not?").fill("ไม่มีกรอบอัตรากำลัง")
    filling.get_by_label("Remark").focus()
    saved(filling)
    expect(block.locator("[data-state]")).to_have_text("Not applicable")
    assert value(draft, "digital_posts") == {"na": "ไม่มีกรอบอัตรากำลัง"}


def test_clearing_an_answer(filling, draft):
    filling.locator("#q-plan").get_by_role("button", name="Clear the answer").click()
    saved(filling)
    expect(filling.get_by_label("In preparation")).not_to_be_checked()
    assert value(draft, "plan") is None


def test_a_text_that_is_too_long_stays_and_says_by_how_much(filling, draft):
    filling.get_by_label("Remark").fill("ก" * 100_000)
    filling.get_by_label("All posts").focus()
    expect(filling.locator("#errors-remark")).to_have_text(
        "The text has 100,000 characters; at most 4,000 fit."
    )
    assert filling.get_by_label("Remark").input_value() == "ก" * 100_000
    assert value(draft, "remark") == "ก"


def test_the_button_waits_for_what_is_on_its_way(filling, draft):
    filling.get_by_label("Remark").fill("พิมพ์แล้วกดทันที")
    filling.get_by_role("button", name="Save and continue").click()
    filling.wait_for_url(f"**{SERVICES}")
    assert value(draft, "remark") == "พิมพ์แล้วกดทันที"
    assert draft.answer_revisions.filter(question="remark").count() == 2


def stamp(moment):
    with override("en"):
        return f"Saved by คุณ officer, {datetime_be(moment)}"


class TestTrouble:
    def test_offline_and_back(self, filling, draft):
        filling.context.set_offline(True)
        filling.get_by_label("Finished").check()
        expect(filling.locator(RECEIPT)).to_have_text("Not saved yet, trying again")
        expect(filling.locator("[data-banner]")).to_contain_text("No connection.")
        assert (value(draft, "plan"), drafts(filling)) == ("in_preparation", 1)
        filling.context.set_offline(False)
        saved(filling)
        expect(filling.locator("[data-banner]")).to_be_hidden()
        assert (value(draft, "plan"), drafts(filling)) == ("finished", 0)

    def test_while_the_portal_is_away_it_tries_again(self, filling, draft):
        filling.route("**/answers/**", lambda route: route.fulfill(status=503, body="{}"))
        filling.get_by_label("Finished").check()
        expect(filling.locator("[data-banner]")).to_contain_text("The portal is out of reach.")
        expect(filling.locator("#q-plan [data-saved]")).to_have_text("Not saved yet")
        filling.unroute("**/answers/**")
        assert becomes(filling, draft, "plan", "finished")
        saved(filling)

    def test_what_is_refused_is_said_and_kept_and_not_sent_again(self, filling, draft):
        sent = []

        def refuse(route):
            sent.append(route)
            route.fulfill(status=400, body="no")

        filling.route("**/answers/**", refuse)
        filling.get_by_label("Remark").fill("ขอไม่หาย")
        filling.get_by_label("All posts").focus()
        expect(filling.locator("#errors-remark")).to_contain_text("The portal could not accept this answer")
        expect(filling.locator(RECEIPT)).to_have_text("One answer is not saved. Go there")
        filling.wait_for_timeout(2_500)
        assert (len(sent), drafts(filling), value(draft, "remark")) == (1, 1, "ก")
        expect(filling.get_by_label("Remark")).to_have_value("ขอไม่หาย")
        filling.unroute("**/answers/**")
        filling.get_by_label("Remark").fill("ขอไม่หาย!")
        assert becomes(filling, draft, "remark", "ขอไม่หาย!")

    def test_what_was_not_saved_is_offered_when_the_page_is_opened_again(self, filling, draft):
        filling.route("**/answers/**", lambda route: route.abort())
        filling.get_by_label("All posts").fill("77")
        filling.get_by_label("Remark").focus()
        expect(filling.locator(RECEIPT)).to_have_text("Not saved yet, trying again")
        filling.once("dialog", lambda dialog: dialog.accept())
        filling.goto(DIMENSION)
        filling.unroute("**/answers/**")
        expect(filling.get_by_label("All posts")).to_have_value("")
        filling.get_by_role("button", name="Bring them back and save").click()
        expect(filling.get_by_label("All posts")).to_have_value("77")
        saved(filling)
        assert (value(draft, "all_posts"), drafts(filling)) == (77, 0)

    def test_a_session_that_ended_keeps_the_answer_until_the_next_log_in(
        self, filling, draft, officer, log_in
    ):
        Session.objects.all().delete()
        filling.get_by_label("Finished").check()
        banner = filling.locator("[data-banner]")
        expect(banner).to_contain_text("Your session has ended.")
        expect(banner.get_by_role("link")).to_have_attribute(
            "href", f"/login/?next={DIMENSION.replace('/', '%2F')}"
        )
        assert value(draft, "plan") == "in_preparation"
        log_in(filling, officer)
        saved(filling)
        assert value(draft, "plan") == "finished"

    def test_after_the_deadline_it_says_what_to_do(self, filling, draft):
        Round.objects.update(opens_on="2020-01-01", closes_on="2020-01-02")
        filling.get_by_label("Finished").check()
        expect(filling.locator("[data-banner]")).to_contain_text("The deadline has passed")
        expect(filling.locator(RECEIPT)).to_have_text("Not saved")


class TestConflict:
    @pytest.fixture(autouse=True)
    def somebody_else_answers(self, filling, draft, second_officer):
        answer(draft, second_officer, timezone.now(), remark="ของอีกคน")
        filling.get_by_label("Remark").fill("ของฉัน")
        filling.get_by_label("All posts").focus()
        expect(filling.locator("#q-remark [role=alert]")).to_contain_text("ของอีกคน")
        expect(filling.locator("#q-remark [role=alert]")).to_contain_text("ของฉัน")

    def test_mine(self, filling, draft):
        filling.get_by_role("button", name="Use my answer").click()
        saved(filling)
        expect(filling.locator("#q-remark [role=alert]")).to_have_count(0)
        assert value(draft, "remark") == "ของฉัน"

    def test_theirs(self, filling, draft):
        filling.get_by_role("button", name="Keep the saved answer").click()
        expect(filling.get_by_label("Remark")).to_have_value("ของอีกคน")
        expect(filling.locator(RECEIPT)).to_have_class("receipt")
        assert (value(draft, "remark"), drafts(filling)) == ("ของอีกคน", 0)


class TestEvidence:
    def test_it_goes_up_and_comes_away(self, filling, draft, tmp_path):
        file = tmp_path / "แผน.pdf"
        file.write_bytes(b"%PDF-1.4 plan")
        block = filling.locator("#q-plan")
        block.locator("input[type=file]").set_input_files(file)
        expect(block.locator("[data-files]")).to_contain_text("แผน.pdf")
        expect(block.locator("[data-files]")).to_contain_text("attached by คุณ officer")
        saved(filling)
        expect(block.locator("[data-saved]")).to_have_text(stamp(draft.evidence.get().uploaded_at))
        draft.refresh_from_db()
        assert draft.last_saved_at == draft.evidence.get().uploaded_at
        block.locator("[data-drop]").click()
        expect(block.locator("[data-file]")).to_have_count(0)
        saved(filling)
        expect(block.locator("[data-saved]")).to_have_text(stamp(draft.answers.get(question="plan").saved_at))
        assert draft.evidence.present().count() == 0

    @pytest.mark.parametrize(
        "content, text",
        [
            (b"MZ", "not what its name says"),
            (b"%PDF" * 6_000_000, "The file is 22.9\u00a0MB, more than the 10\u00a0MB allowed."),
            (b"", "is empty"),
        ],
    )
    def test_a_refusal_is_said_beside_it(self, filling, tmp_path, content, text):
        file = tmp_path / "plan.pdf"
        file.write_bytes(content)
        block = filling.locator("#q-plan")
        block.locator("input[type=file]").set_input_files(file)
        expect(block.locator("[data-upload-errors]")).to_contain_text(text)
