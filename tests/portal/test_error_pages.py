"""What a reader sees who went astray."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page


@pytest.mark.browser
def test_a_wrong_address_is_explained_in_both_languages(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    response = page.goto("/nothing-is-here/")

    assert response is not None
    assert response.status == 404
    assert page.locator("html").get_attribute("lang") == "th"
    assert_accessible(page)

    page.get_by_role("button", name="English").click()

    assert page.locator("html").get_attribute("lang") == "en"
    assert_accessible(page)


@pytest.mark.browser
def test_it_fits_a_phone(phone: Page) -> None:
    phone.goto("/nothing-is-here/")

    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_a_forged_form_is_refused_with_an_explanation() -> None:
    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})

    assert (response.status_code, '<html lang="th"' in response.text) == (403, True)


def test_a_script_is_told_that_its_page_is_old() -> None:
    response = Client(enforce_csrf_checks=True).post("/language/", headers={"accept": "application/json"})

    assert (response.status_code, response.json()["error"]) == (403, "csrf")
