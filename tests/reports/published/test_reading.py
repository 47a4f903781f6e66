"""What a file of printed figures may say, and what is refused, with its place."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from reports.published.figures import Base, Figure, Measure, Unit
from reports.published.fitting import require_fit
from reports.published.reading import PublishedError, published_of
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.elements import Label
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.vocabulary import Audience
from tests.reports.published.making import figure_of, write
from tests.rounds import SMALL

SURVEYS = Path(__file__).parents[3] / "surveys"
DEFINITION = SURVEYS / "definitions" / "2560"
AIMS = SURVEYS / "reconstruction" / "data" / "printed.csv"


@pytest.fixture(scope="module")
def small() -> Questionnaire:
    return compile_workbook(read_workbook(SMALL))


def test_a_figure(folder: Path):
    found = figure_of(folder, printed="1,179.50")
    assert found == Figure(
        code="department-plan",
        level=Audience.DEPARTMENT,
        dimension="1",
        measure=Measure.CHOICE,
        arguments=("plan", "in_preparation"),
        base=Base.RESPONDED,
        printed="1,179.50",
        unit=Unit.PERCENT,
        lines=(3, 12),
        label=Label("กำลังจัดทำแผน", "Plan in preparation"),
        note=Label(),
    )
    assert (str(found.number), found.places) == ("1179.50", 2)


@pytest.mark.parametrize(
    "row, problem",
    [
        ({"code": "Plan one"}, "code cannot be “Plan one”"),
        ({"level": "country"}, "unknown level “country”"),
        ({"measure": "median"}, "unknown measure “median”"),
        ({"base": "everybody"}, "unknown base “everybody”"),
        ({"unit": "baht"}, "unknown unit “baht”"),
        ({"printed": ""}, "printed cannot be “”"),
        ({"printed": "๒๒"}, "printed cannot be “๒๒”"),
        ({"printed": "about 22"}, "printed cannot be “about 22”"),
        ({"lines": "0"}, "lines cannot be “0”"),
        ({"lines": ""}, "lines cannot be “”"),
        ({"label_en": " "}, "label_en is empty"),
    ],
)
def test_refused_in_the_file(folder: Path, row: dict[str, str], problem: str):
    write(folder, {}, row if "code" in row else {"code": "other"} | row)
    with pytest.raises(PublishedError) as refused:
        published_of("2569")
    assert refused.value.problems == (f"2569.csv, row 3: {problem}",)


def test_every_mistake_is_told(folder: Path):
    write(folder, {}, {"unit": "baht", "lines": "x"})
    with pytest.raises(PublishedError) as refused:
        published_of("2569")
    assert refused.value.problems == (
        "2569.csv, row 2: the code “department-plan” stands 2 times",
        "2569.csv, row 3: the code “department-plan” stands 2 times",
        "2569.csv, row 3: unknown unit “baht”",
        "2569.csv, row 3: lines cannot be “x”",
    )


def test_more_cells_than_columns(folder: Path):
    write(folder, {"more": "and more"})
    with pytest.raises(PublishedError, match="row 2: there are more cells than columns"):
        published_of("2569")


def test_other_columns(folder: Path):
    write(folder, columns=("code", "printed"))
    with pytest.raises(PublishedError, match=r"2569\.csv: the columns must be code, level"):
        published_of("2569")


@pytest.mark.parametrize("code", ["2570", "../2560", ""])
def test_an_unknown_report(folder: Path, code: str):
    write(folder, {})
    with pytest.raises(PublishedError, match="There are no published figures called"):
        published_of(code)


@pytest.mark.parametrize(
    "row, problem",
    [
        ({"arguments": "plans finished"}, "no question “plans” with options at this level"),
        ({"arguments": "all_posts finished"}, "no question “all_posts” with options at this level"),
        ({"arguments": "plan begun"}, "no option “begun” of “plan” at this level"),
        ({"arguments": "plan none none"}, "an option of “plan” stands twice"),
        ({"arguments": "plan"}, "“choice” cannot have 1 arguments"),
        (
            {"arguments": "topics people data"},
            "“topics” takes several answers: the counts of its options cannot be added",
        ),
        ({"dimension": "4"}, "no dimension “4” at this level"),
        ({"dimension": "1.1"}, "no dimension “1.1” at this level"),
        ({"level": "province", "dimension": "3"}, "no dimension “3” at this level"),
        (
            {"level": "province", "arguments": "citizen_survey yes"},
            "no question “citizen_survey” with options at this level",
        ),
        ({"measure": "state", "arguments": "plan forgotten"}, "no state “forgotten”"),
        ({"measure": "state", "arguments": "plans none"}, "no question “plans” at this level"),
        ({"measure": "applies", "arguments": "plans"}, "no question “plans” at this level"),
        (
            {"measure": "sum", "unit": "count", "arguments": "all_posts plan"},
            "no question “plan” about a number at this level",
        ),
        (
            {"measure": "rows", "unit": "count", "arguments": "plan"},
            "no repeating table “plan” at this level",
        ),
        (
            {"measure": "rows_with", "base": "rows", "arguments": "services offline yes"},
            "no column “offline” in “services”",
        ),
        (
            {"measure": "rows_with", "base": "rows", "arguments": "services online maybe"},
            "no option “maybe” of “online” at this level",
        ),
        (
            {"measure": "mean", "base": "scored", "unit": "score", "arguments": "1.9"},
            "no dimension or indicator “1.9” at this level",
        ),
        (
            {"measure": "weight", "base": "", "arguments": "9"},
            "no dimension or indicator “9” at this level",
        ),
        ({"measure": "responded", "base": "asked"}, "“responded” cannot have 2 arguments"),
        ({"base": "asked"}, "“choice” has no base “asked”"),
        ({"unit": "score"}, "“choice” cannot be a score"),
    ],
)
def test_refused_of_a_questionnaire(folder: Path, small: Questionnaire, row: dict[str, str], problem: str):
    write(folder, row)
    with pytest.raises(PublishedError) as refused:
        require_fit(published_of("2569"), small)
    assert refused.value.problems == (f"department-plan: {problem}",)


def test_every_printed_figure_of_2560_can_be_computed():
    published = published_of("2560")
    require_fit(published, compile_workbook(read_workbook(DEFINITION)))
    assert Counter((each.level.value, each.unit.value) for each in published.figures) == {
        ("department", "score"): 1 + 6 + 22,
        ("department", "percent"): 1 + 6 + 2 + 1 + 1 + 1 + 2 + 1 + 3 + 3 + 1 + 1 + 1 + 1,
        ("department", "count"): 2 + 1 + 1 + 2 + 3 + 4 + 4 + 4,
        ("province", "score"): 1 + 5 + 10,
        ("province", "percent"): 1 + 5 + 1 + 2 + 1 + 4 + 3 + 1,
        ("province", "count"): 2 + 1 + 3 + 5 + 5 + 4,
    }
    assert {each.code: each.places for each in published.figures if each.code.endswith("indicator-5-2")} == {
        "department-indicator-5-2": 0,
        "province-indicator-5-2": 1,
    }


def test_the_synthetic_answers_aim_at_the_scores_that_are_printed():
    """Two files keep the printed scores, each for its own purpose; they must not drift apart."""
    with AIMS.open(encoding="utf-8", newline="") as file:
        aims = {(row["audience"], row["node"]): Decimal(row["printed"]) for row in csv.DictReader(file)}
    assert aims == {
        (each.level.value, each.arguments[0]): each.number
        for each in published_of("2560").figures
        if each.measure is Measure.MEAN
    }
