"""What people do on the pages, each in a browser of their own."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from agencies.models import User
from tests.people import PASSWORD

Tiles = dict[str, str]


@dataclass(frozen=True)
class Actors:
    """Those who play in the journey; each has a password."""

    officer: User
    approver: User
    manager: User
    analyst: User


def log_in(page: Page, user: User) -> None:
    """By the log-in page; ends on the first page of that person."""
    page.goto("/")
    expect(page).to_have_url(re.compile("/login/"))
    page.fill("[name=username]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn-primary")
    expect(page).not_to_have_url(re.compile("/login/"))


def log_out(page: Page) -> None:
    page.click(".user-menu summary")
    page.click("form[action='/logout/'] button")
    expect(page).to_have_url(re.compile("/login/"))


def tiles(page: Page) -> Tiles:
    """The number of each tile by the filters of the list behind it."""
    found = page.locator(".tile").evaluate_all(
        """tiles => tiles.map(tile => [
            tile.querySelector('a').search, tile.querySelector('.tile__number').innerText])"""
    )
    return {filters: number.replace("\u00a0", " ") for filters, number in found}


def scores_on(page: Page) -> dict[str, str]:
    """The scores of "total", and of dimensions and indicators by code; what has none is left out."""
    found = page.locator(".score-table tbody tr:has(td.num)").evaluate_all(
        """rows => rows.map(row => [
            row.querySelector('.score-table__code').innerText, row.querySelector('td.num').innerText])"""
    )
    return {"total": page.locator(".score-total__number").inner_text(), **dict(found)}
