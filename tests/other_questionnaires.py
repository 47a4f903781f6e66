"""Questionnaires other than the one that the round asks, for scoring it again."""

import csv
from pathlib import Path
from typing import Any

import pytest

from surveys.models import QuestionnaireVersion
from surveys.questionnaire.reader import Sheets
from surveys.services.questionnaires import load_questionnaire
from tests.rounds import DURING, SMALL
from tests.surveys.questionnaire.workbooks import sheets_of


def tables_of(folder: Path) -> dict[str, Any]:
    """The rows of a questionnaire by sheet, to be changed."""
    return {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in folder.glob("*.csv")
    }


def loaded(tables: dict[str, Any]) -> QuestionnaireVersion:
    sheets: Sheets = sheets_of(tables)
    version, _new = load_questionnaire(sheets=sheets, source_name="changed", user=None, now=DURING)
    return version


def change(tables: dict[str, Any], sheet: str, where: dict[str, str], cells: dict[str, str]) -> None:
    """Write `cells` into the first row that has the cells `where`."""
    row = next(row for row in tables[sheet] if where.items() <= row.items())
    row |= cells


@pytest.fixture
def small_sheets() -> dict[str, Any]:
    return tables_of(SMALL)


@pytest.fixture
def reweighted(small_sheets: dict[str, Any]) -> QuestionnaireVersion:
    """The small questionnaire with 1.1 at 40 and 1.2 at 60, where they were 60 and 40."""
    for code, weight in (("1.1", "40"), ("1.2", "60")):
        weights = {"weight_department": weight, "weight_province": weight}
        change(small_sheets, "ega--framework", {"code": code}, weights)
    return loaded(small_sheets)


@pytest.fixture
def reworded(small_sheets: dict[str, Any]) -> QuestionnaireVersion:
    """The small questionnaire with other words, and with 60 points for a plan in preparation instead of 50.

    The topics of a plan count whatever the plan, and 1.1 and 1.2 weigh 40 and 60.
    """
    policies = {"label::Thai (th)": "นโยบายที่แก้ไขแล้ว", "label::English (en)": "Policies, corrected"}
    change(small_sheets, "ega--framework", {"code": "1"}, policies)
    prepared = {"score": "60", "label::English (en)": "Being prepared"}
    change(small_sheets, "choices", {"list_name": "plan", "name": "in_preparation"}, prepared)
    change(small_sheets, "survey", {"name": "plan"}, {"label::English (en)": "Plan, corrected"})
    change(small_sheets, "survey", {"name": "topics"}, {"relevant": ""})
    for code, weight in (("1.1", "40"), ("1.2", "60")):
        weights = {"weight_department": weight, "weight_province": weight}
        change(small_sheets, "ega--framework", {"code": code}, weights)
    return loaded(small_sheets)
