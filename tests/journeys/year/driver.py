"""What the manager does with a page, in her words: the labels are those of the English pages."""

from pathlib import Path

from playwright.sync_api import Page, expect

ROWS = """rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim().replace(/\\s+/g, " ")))"""
FACTS = """terms => terms.map(term => [term.innerText.trim(), term.nextElementSibling.innerText.trim()])"""


def press(page: Page, label: str) -> None:
    """Press the button of this name, and read on when the next page is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=label, exact=True).click()


def follow(page: Page, label: str) -> None:
    """Follow the link of this name, and read on when the next page is there."""
    with page.expect_navigation():
        page.get_by_role("link", name=label, exact=True).first.click()


def enter(page: Page, label: str, text: str) -> None:
    """Type into the field of this name."""
    page.locator("main").get_by_label(label, exact=True).fill(text)


def tick(page: Page, label: str) -> None:
    page.locator("main").get_by_label(label).check()


def upload(page: Page, path: Path, button: str) -> None:
    """Choose the file in the page's only field for one, and press the button."""
    page.locator("main input[type=file]").set_input_files(path)
    press(page, button)


def download(page: Page, label: str, path: Path) -> Path:
    """Take the file behind the link of this name."""
    with page.expect_download() as taken:
        page.get_by_role("link", name=label, exact=True).first.click()
    taken.value.save_as(path)
    return path


def told(page: Page, text: str) -> None:
    """The portal says that it is done."""
    expect(page.locator("main [role=status]").first).to_contain_text(text)


def title_is(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text)


def rows(page: Page, selector: str = "main table") -> list[list[str]]:
    """The cells of the first such table's body, row by row, as a reader sees them."""
    found: list[list[str]] = page.locator(selector).first.locator("tbody tr").evaluate_all(ROWS)
    return found


def facts(page: Page) -> dict[str, str]:
    """The terms of the page's lists of facts with what stands beside them."""
    return dict(page.locator("main dl dt").evaluate_all(FACTS))


def lines(page: Page, selector: str) -> list[str]:
    """The texts of these elements, each in one line."""
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]
