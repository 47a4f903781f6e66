"""The manager's first log-in of the year, by password and telephone."""

import re
from base64 import b32decode

from django_otp.oath import totp
from playwright.sync_api import Page, expect

from tests.agencies.second_factor.making import forget_last_code
from tests.journeys.year.driver import enter, follow, press, title_is
from tests.journeys.year.story import Year
from tests.people import PASSWORD

SECONDS = 30


def arrive(year: Year) -> None:
    page = year.ega
    with year.step("read the portal in English"):
        page.goto("/login/")
        press(page, "English")
        expect(page.locator("html")).to_have_attribute("lang", "en")
    with year.step("set up the second factor at the log-in"):
        give_password(page, year.manager.email)
        title_is(page, "Set up the second factor")
        secret = page.locator("code.secret").inner_text()
        enter(page, "Code", code_of(secret))
        press(page, "Switch it on")
        title_is(page, "Your recovery codes")
        assert page.locator("main ol code, main ul code").count() == 10
        follow(page, "I have kept them: go on")
        expect(page).to_have_url(re.compile("/dashboard/"))
    with year.step("log in by password and a code of the telephone"):
        page.locator(".user-menu summary").click()
        press(page, "Log out")
        give_password(page, year.manager.email)
        expect(page).to_have_url(re.compile("/second-step/"))
        page.goto("/manage/")
        expect(page).to_have_url(re.compile("/second-step/"))
        forget_last_code(year.manager)
        enter(page, "Code", code_of(secret))
        press(page, "Go on")
        title_is(page, "Managing the survey")
        year.look("managing")


def give_password(page: Page, address: str) -> None:
    page.fill("[name=username]", address)
    page.fill("[name=password]", PASSWORD)
    press(page, "Log in")


def code_of(secret: str) -> str:
    """What the telephone shows now."""
    return f"{totp(b32decode(secret.replace(' ', '')), SECONDS):06}"
