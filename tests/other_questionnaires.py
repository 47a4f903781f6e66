"""Questionnaires other than the one that the round asks, for scoring it again."""

import csv
from typing import Any

import pytest

from surveys.models import QuestionnaireVersion
from surveys.questionnaire.reader import Sheets
from surveys.services.questionnaires import load_questionnaire
from tests.rounds import DURING, SMALL
from tests.surveys.questionnaire.workbooks import sheets_of


@pytest.fixture
def small_sheets() -> dict[str, Any]:
    """The rows of the small questionnaire by sheet, to be changed."""
    return {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in SMALL.glob("*.csv")
    }


@pytest.fixture
def reweighted(small_sheets: dict[str, Any]) -> QuestionnaireVersion:
    """The small questionnaire with 1.1 at 40 and 1.2 at 60, where they were 60 and 40."""
    framework = small_sheets["ega--framework"]
    for code, weight in (("1.1", "40"), ("1.2", "60")):
        row = next(row for row in framework if row["code"] == code)
        row |= {"weight_department": weight, "weight_province": weight}
    return loaded(small_sheets)


def loaded(tables: dict[str, Any]) -> QuestionnaireVersion:
    sheets: Sheets = sheets_of(tables)
    version, _new = load_questionnaire(sheets=sheets, source_name="changed", user=None, now=DURING)
    return version
