"""Account pages in a real browser: usable by everybody, at every width, in both languages."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from agencies import demo
from tests.agencies.inviting.making import invite_one
from tests.agencies.second_factor.making import code_of
from tests.people import PASSWORD, with_password

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = [
    "/login/",
    "/password/forgotten/",
    "/password/forgotten/sent/",
    "/password/new/MQ/a-b/",
    "/nothing/",
]
PRIVATE = ["/profile/", "/password/", "/second-factor/", "/prove/"]
MANAGING = [
    "/manage/people/",
    "/manage/people/new/",
    "/manage/people/invite/",
    "/manage/people/invitations/",
    "/manage/people/lists/",
]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_fits(
    page, officer, log_in, assert_accessible, language, width, live_server
):
    page.set_viewport_size({"width": width, "height": 800})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    for address in PUBLIC:
        page.goto(address)
        assert_accessible(page)
        assert fits(page), address
    log_in(page, officer)
    for address in PRIVATE:
        page.goto(address)
        assert_accessible(page)
        assert fits(page), address


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_people_are_accessible_and_fit(
    page, manager, approver, officer, log_in, assert_accessible, width
):
    page.set_viewport_size({"width": width, "height": 800})
    invite_one(approver.memberships.get().agency, manager)
    log_in(page, manager)
    for address in (*MANAGING, f"/manage/people/{officer.pk}/", f"/manage/people/{officer.pk}/address/"):
        page.goto(address)
        assert_accessible(page)
        assert fits(page), address
    log_in(page, approver)
    page.goto("/people/D1101/")
    assert_accessible(page)
    assert fits(page)


def test_the_second_factor_is_set_up_and_typed_in_a_browser(page, officer, assert_accessible):
    with_password(officer)
    page.goto("/login/?next=/second-factor/set-up/%3Fnext=/profile/")
    page.fill("#id_username", officer.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/second-factor/set-up/**")
    assert_accessible(page)
    assert page.locator(".qr svg").is_visible()
    page.fill("#id_code", code_of(officer, confirmed=False))
    page.locator("main button").click()
    page.wait_for_selector(".codes")
    assert_accessible(page)
    (code,) = page.locator(".codes code").all_inner_texts()[:1]

    page.context.clear_cookies()
    page.goto("/login/?next=/profile/")
    page.fill("#id_username", officer.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/second-step/**")
    assert_accessible(page)
    page.fill("#id_code", code)
    page.locator("main button").click()
    page.wait_for_url("**/profile/")


def test_the_log_in_page_of_a_demonstration(page, settings, assert_accessible):
    settings.DEMO = True
    call_command("load_roster", verbosity=0)
    demo.create_people(now=timezone.now())
    page.goto("/login/?next=/profile/")
    assert_accessible(page)

    page.get_by_role("button", name="เข้าสู่ระบบ เป็น พิมพ์ชนก ดิจิทัล").click()

    page.wait_for_url("**/profile/")
    assert "ผู้จัดการ สรอ." in page.inner_text("main")


def test_errors_get_the_focus_and_lead_to_their_field(page, officer, assert_accessible):
    page.goto("/login/")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert_accessible(page)

    page.get_by_role("link", name="รหัสผ่าน: โปรดกรอกข้อมูลในช่องนี้").click()

    assert page.evaluate("document.activeElement.id") == "id_password"


def test_everything_works_by_keyboard(page, officer):
    with_password(officer)
    page.goto("/login/?next=/profile/")
    page.keyboard.type(officer.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/profile/")

    page.locator(".user-menu summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="ออกจากระบบ").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="ออกจากระบบ").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_language_changes_where_one_is(page, officer, log_in):
    log_in(page, officer)
    page.goto("/profile/")
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("h1:has-text('My profile')")
    assert page.get_attribute("html", "lang") == "en"
    page.get_by_role("button", name="ภาษาไทย").click()
    page.wait_for_selector("h1:has-text('ข้อมูลส่วนตัว')")


def test_a_form_is_not_lost_when_the_session_ends_meanwhile(page, officer, log_in):
    with_password(officer)
    log_in(page, officer)
    page.goto("/profile/")
    page.fill("#id_position", "ตำแหน่งที่พิมพ์ไว้")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="บันทึกข้อมูล").click()

    page.wait_for_url("**/login/**")
    assert "ระบบเก็บข้อมูลที่ท่านกรอกไว้ให้" in page.inner_text("main")
    page.fill("#id_username", officer.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main").get_by_role("button", name="เข้าสู่ระบบ").click()

    page.wait_for_url("**/profile/")
    assert page.input_value("#id_position") == "ตำแหน่งที่พิมพ์ไว้"
    officer.refresh_from_db()
    assert officer.position == ""


def test_it_works_without_javascript(browser, live_server, officer):
    with_password(officer)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/login/?next=/profile/")
    page.fill("#id_username", officer.email)
    page.fill("#id_password", PASSWORD)
    page.locator("main button").click()
    page.fill("#id_position", "นักวิชาการ")
    page.locator("main button.btn-primary").click()
    assert "บันทึกข้อมูลของท่านแล้ว" in page.inner_text("main")
    context.close()
