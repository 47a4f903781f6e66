"""Why a node has no score: the two reasons are told apart."""

from typing import Any

import pytest

from scoring.engine import score
from scoring.engine.absence import Absence, absence_of
from surveys.questionnaire.model import Audience, Questionnaire
from tests.surveys.questionnaire.workbooks import asked, compiled, node, workbook

NOT_APPLICABLE, NOT_STATED = Absence
FRAMEWORK = [node("1", "", "100", "100"), node("1.1", "1", "50", "50"), node("1.2", "1", "50", "50")]


@pytest.fixture(scope="module")
def left_out_when_blank() -> Questionnaire:
    """Indicator 1.1 is one question, asked only where the one of 1.2 is answered by yes."""
    questions = [
        asked("select_one yes_no", "gate", indicator="1.2", method="choice", missing="skip", na="yes"),
        asked(
            "select_one yes_no",
            "only",
            indicator="1.1",
            method="choice",
            missing="skip",
            na="yes",
            relevant="${gate} = 'yes'",
        ),
    ]
    return compiled(workbook(survey=questions, ega_framework=FRAMEWORK))


@pytest.mark.parametrize(
    ("answers", "absences"),
    [
        ({"gate": "yes", "only": "no"}, {"1": None, "1.1": None, "1.2": None}),
        ({"gate": "yes"}, {"1": None, "1.1": NOT_STATED, "1.2": None}),
        ({"gate": "no"}, {"1": None, "1.1": NOT_APPLICABLE, "1.2": None}),
        ({"gate": "yes", "only": {"na": "no"}}, {"1": None, "1.1": NOT_APPLICABLE, "1.2": None}),
        ({}, {"1": NOT_STATED, "1.1": NOT_APPLICABLE, "1.2": NOT_STATED}),
        ({"gate": {"na": "no"}}, {"1": NOT_APPLICABLE, "1.1": NOT_APPLICABLE, "1.2": NOT_APPLICABLE}),
    ],
    ids=["answered", "blank", "not asked", "declared", "blank before a gate", "nothing concerns it"],
)
def test_why_there_is_no_score(
    left_out_when_blank: Questionnaire, answers: dict[str, Any], absences: dict[str, Absence | None]
):
    tree = score(left_out_when_blank, Audience.DEPARTMENT, answers)
    assert {each.code: absence_of(each) for each in tree.framework_nodes()} == absences
