"""Amounts of money have two decimals at most, counted in what was typed and not in a binary number."""

from pathlib import Path

import pytest

from surveys.questionnaire.answers import parse
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import Audience
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.review import review

REAL = compile_workbook(read_workbook(Path("surveys/definitions/2560")))
AMOUNTS = ["digital_budget_amount", "digital_budget_spent"]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("0", False),
        ("12", False),
        ("12.5", False),
        ("1.15", False),
        ("8.29", False),
        ("0.07", False),
        ("99,999.99", False),
        ("๑๒.๓๔", False),
        ("12.3400", False),
        ("12.345", True),
        ("12.001", True),
        ("0.000001", True),
        ("99999.995", True),
    ],
)
@pytest.mark.parametrize("name", AMOUNTS)
def test_two_decimals_are_enough(name: str, typed: str, refused: bool):
    amount = parse(REAL.question(name), typed, Audience.DEPARTMENT)
    answers = {"digital_budget_status": "own", "digital_budget_amount": "100000", name: amount}
    broken = {issue.question for issue in review(REAL, Audience.DEPARTMENT, answers).issues if issue.faults}
    assert broken == ({name} if refused else set())


@pytest.mark.parametrize("name", AMOUNTS)
def test_question_and_message_both_say_so(name: str):
    question = REAL.question(name)
    for text in (question.hint, question.constraint_message):
        assert ("ทศนิยมไม่เกิน 2 ตำแหน่ง" in text.th, "at most two decimals" in text.en) == (True, True)
