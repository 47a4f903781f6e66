"""What the 2560 questionnaire says: it is asked in later years too, and its examples name its own options."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.elements import Question
from surveys.questionnaire.model import Audience
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.review import review

SHEETS = read_workbook(Path("surveys/definitions/2560"))
REAL = compile_workbook(SHEETS)
BUDGET = {"digital_budget_status", "digital_budget_amount", "digital_budget_spent", "digital_budget_purpose"}
RECOMMENDED = {
    "th": re.compile("(?:ให้ตอบว่า|ให้เลือก|และ) “([^”]+)”"),
    "en": re.compile(r"(?:answers?|choose|and) “([^”]+)”"),
}


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        ("2016-10-01", "2021-09-30", []),
        ("2025-10-01", "2030-09-30", []),
        ("1997-01-01", "2047-12-31", []),
        ("1996-12-31", "2021-09-30", ["plan_start_date"]),
        ("2025-10-01", "2048-01-01", ["plan_end_date"]),
        ("2025-10-01", "2025-10-01", []),
        ("2025-10-01", "2025-09-30", ["plan_end_date"]),
    ],
)
def test_a_plan_may_have_the_dates_of_any_round(first: str, last: str, refused: list[str]):
    answers = {"plan_status": "finished", "plan_start_date": first, "plan_end_date": last}
    issues = review(REAL, Audience.DEPARTMENT, answers).blocking
    assert [issue.question for issue in issues if issue.question in answers and issue.faults] == refused


def test_money_is_asked_of_the_fiscal_year_of_the_survey():
    for name in BUDGET:
        label = REAL.question(name).label
        assert ("ปีงบประมาณที่สำรวจ" in label.th, "fiscal year of the survey" in label.en) == (True, True), name


def test_no_text_of_a_question_names_the_year_of_one_round():
    texts = [text for row in SHEETS.get("survey") for text in row.cells.values()]
    assert [text for text in texts if "ปีงบประมาณ พ.ศ. 2560 " in text or "fiscal year 2560" in text] == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_examples_recommend_options_that_stand_below_them(language: str):
    unknown = [
        (question.name, option)
        for question in REAL.questions
        for option in RECOMMENDED[language].findall(question.help.get(language))
        if option not in labels(question, language)
    ]
    assert unknown == []


def labels(question: Question, language: str) -> set[str]:
    return {choice.label.get(language) for each in parts(question) for choice in each.choices}


def parts(question: Question) -> Iterator[Question]:
    yield question
    for item in question.items:
        yield from parts(item)


def test_training_within_a_year_is_not_rarer_than_once_a_year():
    names = [choice.name for choice in REAL.question("literacy_training_frequency").choices]
    assert names == ["quarterly", "half_yearly", "yearly"]


def test_pyxform_reads_the_workbook_as_an_xlsform():
    names = ("survey", "choices", "settings")
    workbook = {name: [dict(row.cells) for row in SHEETS.get(name)] for name in names}
    assert "<h:title>" in convert(workbook).xform
