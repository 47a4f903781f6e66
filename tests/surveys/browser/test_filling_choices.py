"""Ticks that rule each other out, the keyboard, and what opens and closes as answers are given."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.rounds import answer
from tests.surveys.browser.looking import becomes, drafts, saved, value

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class TestExclusive:
    def test_it_says_what_was_unticked_and_undoes_it(self, filling, draft):
        block = filling.locator("#q-topics")
        block.get_by_label("People").check()
        block.get_by_label("Data").check()
        block.get_by_label("None of these").check()
        notice = block.get_by_role("status")
        expect(notice).to_contain_text("cannot stand together: “People”, “Data”")
        notice.get_by_role("button", name="Undo").click()
        expect(block.get_by_label("People")).to_be_checked()
        expect(block.get_by_label("None of these")).not_to_be_checked()
        expect(notice).to_be_empty()
        assert becomes(filling, draft, "topics", ["people", "data"])

    def test_the_other_way_round(self, filling, draft):
        block = filling.locator("#q-topics")
        block.get_by_label("None of these").check()
        block.get_by_label("People").check()
        expect(block.get_by_role("status")).to_contain_text("cannot stand together: “None of these”")
        assert becomes(filling, draft, "topics", ["people"])


class TestDeclared:
    @pytest.fixture
    def block(self, filling, draft, officer):
        answer(draft, officer, timezone.now(), digital_posts={"na": "ไม่มีกรอบ"}, all_posts=10)
        filling.reload()
        return filling.locator("#q-digital_posts")

    def test_answering_unticks_it_and_says_so(self, filling, draft, block):
        block.get_by_role("textbox").first.press_sequentially("5")
        expect(block.locator("[data-declare-box]")).not_to_be_checked()
        expect(block.get_by_role("status")).to_contain_text("“This question does not concern us”")
        filling.get_by_label("Remark").focus()
        saved(filling)
        filling.reload()
        expect(block.get_by_role("textbox").first).to_have_value("5")
        assert value(draft, "digital_posts") == 5

    def test_undo(self, filling, draft, block):
        block.get_by_role("textbox").first.press_sequentially("5")
        block.get_by_role("button", name="Undo").click()
        expect(block.locator("[data-declare-box]")).to_be_checked()
        filling.get_by_label("Remark").focus()
        saved(filling)
        assert value(draft, "digital_posts") == {"na": "ไม่มีกรอบ"}

    def test_ticking_it_over_an_answer_says_that_the_answer_does_not_count(self, filling, draft):
        block = filling.locator("#q-digital_posts")
        block.get_by_role("textbox").first.fill("5")
        block.locator("[data-declare-box]").check()
        expect(block.get_by_role("status")).to_contain_text("does not count while this is ticked")
        block.get_by_label("Why not?").fill("ไม่มีกรอบ")
        filling.get_by_role("button", name="Save and continue").click()
        filling.wait_for_url("**/dimensions/2/")
        assert value(draft, "digital_posts") == {"na": "ไม่มีกรอบ"}


class TestClear:
    def test_the_button_comes_with_the_answer_and_goes_with_it(self, filling, draft):
        filling.goto(filling.url.replace("/1/", "/2/"))
        block = filling.locator("#q-citizen_survey")
        button = block.get_by_role("button", name="Clear the answer")
        expect(button).to_be_hidden()
        block.get_by_label("No", exact=True).check()
        expect(button).to_be_visible()
        assert becomes(filling, draft, "citizen_survey", "no")
        button.click()
        expect(button).to_be_hidden()
        saved(filling)
        assert value(draft, "citizen_survey") is None


class TestEnter:
    def test_it_saves_the_answer_and_stays(self, filling, draft):
        field = filling.get_by_label("All posts")
        field.fill("120")
        field.press("Enter")
        saved(filling)
        expect(field).to_be_focused()
        assert (value(draft, "all_posts"), drafts(filling)) == (120, 0)

    def test_it_says_at_once_what_is_wrong(self, filling):
        field = filling.get_by_label("All posts")
        field.fill("มากมาย")
        field.press("Enter")
        expect(filling.locator("#errors-all_posts")).to_contain_text("is not a number")
        expect(field).to_be_focused()

    def test_a_new_line_in_a_text_that_has_several(self, filling, draft):
        filling.get_by_label("Remark").press("End")
        if filling.get_by_label("Remark").evaluate("each => each.tagName") == "TEXTAREA":
            filling.get_by_label("Remark").press("Enter")
            expect(filling.get_by_label("Remark")).to_have_value("ก\n")


def test_a_question_that_opens_is_not_called_inapplicable(filling):
    state = filling.locator("#q-plan_date [data-state]")
    expect(state).to_have_text("Not applicable")
    filling.get_by_label("Finished").check()
    expect(filling.locator("#q-plan_date")).to_be_visible()
    expect(state).to_have_text("Not answered yet")


def test_nothing_moves_under_a_pressed_button(filling):
    """A complaint that came between press and release would take the click away from what is below."""
    filling.get_by_label("All posts").fill("มากมาย")
    filling.wait_for_timeout(2_500)  # sent, refused, and not told while somebody types
    box = filling.locator("#id_na__digital_posts")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()
    filling.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    filling.mouse.down()
    filling.wait_for_timeout(300)
    assert box.bounding_box() == before
    filling.mouse.up()
    expect(box).to_be_checked()
    expect(filling.locator("#errors-all_posts")).to_contain_text("is not a number")
