"""The sheet of results by question: counted by hand, in both languages, and compared before it is offered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agencies.models import Agency, Ministry, User
from reports.queries.items import Outcome
from reports.workbooks import building
from reports.workbooks.building import build
from reports.workbooks.check import WorkbookDiffers
from reports.workbooks.contents import contents
from reports.workbooks.material import Material
from reports.workbooks.sheets import Row, Sheet, Table
from surveys.models import Round
from surveys.services.rounds import add_agencies
from tests.people import make_department
from tests.reports.answered import FIRST
from tests.reports.making import submission_of, submit
from tests.reports.workbooks.making import Noted, built, material_of, named

FIGURES = ("n", "Base of the shares", "Share of the base", "Answered", "Share of those answered")


def by_row(book: Any, *columns: str) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in named(book, "Items", "Row name", *columns)}


def test_counts_and_shares(answered: Round, manager: User, tmp_path: Path):
    found = by_row(built(tmp_path, answered, manager), *FIGURES)
    assert {
        name: found[f"department {name}"]
        for name in (
            "plan state answered",
            "plan state none",
            "topics state not_applicable_by_rule",
            "digital_posts state not_applicable_declared",
            "plan part plan",
            "plan part plan in_preparation",
            "topics part topics",
            "topics part topics people",
            "topics part topics services",
            "systems_owner part documents central",
            "services part online",
            "services part online yes",
        )
    } == {
        "plan state answered": (1, 2, 0.5, None, None),
        "plan state none": (1, 2, 0.5, None, None),
        "topics state not_applicable_by_rule": (1, 2, 0.5, None, None),
        "digital_posts state not_applicable_declared": (1, 2, 0.5, None, None),
        "plan part plan": (2, 2, 1, None, None),
        "plan part plan in_preparation": (1, 2, 0.5, 2, 0.5),
        "topics part topics": (1, 2, 0.5, None, None),
        "topics part topics people": (1, 2, 0.5, 1, 1),
        "topics part topics services": (0, 2, 0, 1, 0),
        "systems_owner part documents central": (1, 2, 0.5, 1, 1),
        "services part online": (3, 4, 0.75, None, None),
        "services part online yes": (2, 4, 0.5, 3, pytest.approx(2 / 3)),
    }
    assert found["province plan part plan in_preparation"] == (1, 1, 1, 1, 1)


def test_numbers(answered: Round, manager: User, tmp_path: Path):
    columns = ("n", "Mean", "Least", "Lower quartile", "Median", "Upper quartile", "Greatest")
    found = by_row(built(tmp_path, answered, manager), *columns)
    assert found["department all_posts part all_posts"] == (2, 103.5, 7, 55.25, 103.5, 151.75, 200)
    assert found["department budget part equipment"] == (1, *[33.4] * 6)
    assert found["department plan part plan"] == (2, *[None] * 6)


@pytest.mark.parametrize(
    "language, title, columns, words",
    [
        (
            "en",
            "Items",
            ("Level", "Question in words", "Part in words", "State or option in words", "Counted"),
            ("Department level", "The services", "Online", "Yes", "rows"),
        ),
        (
            "th",
            "ผลรายข้อคำถาม",
            ("ระดับ", "ข้อความของข้อคำถาม", "ชื่อส่วน", "ชื่อสถานะหรือตัวเลือก", "หน่วยนับ"),
            ("ระดับกรม", "รายการบริการ", "ออนไลน์หรือไม่", "มี", "รายการ"),
        ),
    ],
)
def test_words(answered: Round, manager: User, tmp_path: Path, language, title, columns, words):
    book = built(tmp_path, answered, manager, language)
    name = "department services part online yes"
    rows = named(book, title, "Row name" if language == "en" else "ชื่อแถว", *columns)
    assert [row[1:] for row in rows if row[0] == name] == [words]


def test_the_states_of_every_question_add_up(answered: Round, manager: User, tmp_path: Path):
    found = by_row(built(tmp_path, answered, manager), "n", "Base of the shares")
    sums = {
        question: sum(found[f"department {question} state {outcome}"][0] for outcome in Outcome)
        for question in {name.split()[1] for name in found if name.startswith("department ")}
    }
    assert (len(sums), set(sums.values())) == (12, {2})


def test_only_who_has_responded_counts(
    answered: Round, ministry: Ministry, officer: User, manager: User, tmp_path: Path
):
    """A submission without its signature has a row among the answers, and is in no result."""
    waiting = make_department("D1103", ministry)
    add_agencies(survey_round=answered, agencies=[waiting])
    submit(submission_of(answered, waiting), officer, answers=FIRST)
    found = by_row(built(tmp_path, answered, manager), "n", "Base of the shares")
    assert found["department plan part plan"] == (2, 2)


@pytest.mark.parametrize(
    "row",
    [
        "department plan state none",
        "department topics part topics data",
        "department topics part topics services",
        "department services part online yes",
        "province all_posts part all_posts",
    ],
)
def test_a_count_that_differs_is_found(
    answered: Round, manager: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
):
    """One more than there is, also where there is nothing."""

    def harmed(material: Material) -> Iterator[Sheet]:
        for sheet in contents(material):
            if isinstance(sheet, Table) and sheet.key == "items":
                yield replace(sheet, rows=_one_more(sheet, row))
            else:
                yield sheet

    monkeypatch.setattr(building, "contents", harmed)
    with pytest.raises(WorkbookDiffers) as refused:
        build(tmp_path / "workbook.xlsx", material_of(answered, manager), Noted())
    assert refused.value.names == (("items", "n", row),)


def _one_more(sheet: Any, name: str) -> Iterator[Row]:
    at, n = sheet.at("row"), sheet.at("n")
    for row in sheet.rows:
        cells = list(row)
        cells[n] += cells[at] == name
        yield cells


def test_nobody_has_responded(survey_round: Round, agency_a: Agency, manager: User, tmp_path: Path):
    found = by_row(built(tmp_path, survey_round, manager), "n", "Base of the shares", "Share of the base")
    assert set(found.values()) == {(0, 0, None)}
