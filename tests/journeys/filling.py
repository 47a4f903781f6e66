"""Answering in a browser, as a person does: every kind of question by its inputs on the page."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from bench.typing_in import fields_of
from surveys.forms.names import VERSION
from surveys.questionnaire.model import Question

TYPE_OF_FIRST = "inputs => inputs[0]?.type ?? null"


def answer(page: Page, question: Question, value: Any) -> None:
    """Give the canonical `value`; what is typed saves itself."""
    block = block_of(page, question.name)
    for name, typed in fields_of(question, value, version=0).items():
        if not name.startswith(VERSION):
            for text in [typed] if isinstance(typed, str) else typed:
                give(block, name, text)


def give(block: Locator, name: str, text: str) -> None:
    """Choose or type `text` in the inputs called `name`, adding a row where there is none yet."""
    inputs = block.locator(f"[name='{name}']")
    kind = inputs.evaluate_all(TYPE_OF_FIRST)
    if kind is None:
        block.locator("[data-add-row]").click()
        kind = inputs.evaluate_all(TYPE_OF_FIRST)
    if kind in ("radio", "checkbox"):
        block.locator(f"[name='{name}'][value='{text}']").check()
    elif kind == "select-one":
        inputs.select_option(text)
    else:
        inputs.fill(text)


def attach(page: Page, name: str, file: Any) -> None:
    """Attach a file to the question, and wait until the page shows it."""
    block = block_of(page, name)
    block.locator("input[type=file]").set_input_files(
        {"name": file.name, "mimeType": file.content_type, "buffer": file.read()}
    )
    expect(block.locator("[data-file]")).to_contain_text(file.name)


def leave_last_input(page: Page) -> None:
    """Click beside everything, so that the last answer goes its way, and wait for the receipt."""
    page.locator("h1").click()
    expect(page.locator("[data-receipt]")).to_contain_text("บันทึกแล้ว")


def block_of(page: Page, name: str) -> Locator:
    return page.locator(f"[data-question='{name}']")
