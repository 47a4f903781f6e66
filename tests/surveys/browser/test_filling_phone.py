"""Filling on a phone: the bars at the foot of the window cover nothing that is typed into."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BARS = "[data-bars]"
BANNER = "[data-banner]"


@pytest.fixture(params=[(375, 667), (360, 560)], ids=lambda size: f"{size[0]}x{size[1]}")
def small(request, phone, open_for, officer):
    width, height = request.param
    phone.set_viewport_size({"width": width, "height": height})
    return open_for(phone, officer)


@pytest.fixture
def last(small):
    """The last field of the page, with nothing but the bars below it."""
    return small.locator("[data-question] [data-inputs] :is(textarea, input)").locator("visible=true").last


def comes_clear(page, field):
    """Whether all of the field stands above the bars within five seconds; pages scroll smoothly."""
    for _try in range(50):
        box, bars = field.bounding_box(), page.locator(BARS).bounding_box()
        if box["y"] >= 0 and box["y"] + box["height"] <= bars["y"]:
            return True
        page.wait_for_timeout(100)
    return False


def test_by_keyboard(small, last):
    last.focus()
    assert comes_clear(small, last)


def test_when_the_banner_comes(small, last):
    last.focus()
    assert comes_clear(small, last)
    small.context.set_offline(True)
    small.evaluate("document.querySelector('#q-plan input[type=radio]').click()")
    expect(small.locator(BANNER)).to_be_visible()
    expect(last).to_be_focused()
    assert comes_clear(small, last)


def test_where_a_field_was_half_beneath_it(small):
    field = small.get_by_label("Remark")
    small.context.set_offline(True)
    field.focus()
    field.evaluate("each => window.scrollBy(0, each.getBoundingClientRect().bottom - innerHeight + 90)")
    field.press_sequentially("ขคง")
    expect(small.locator(BANNER)).to_be_visible()
    assert comes_clear(small, field)
