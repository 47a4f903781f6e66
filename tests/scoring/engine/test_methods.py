"""Each method against scores worked out by hand."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.engine.methods import METHODS, points_for
from scoring.engine.points import Answered, UnscorableAnswer
from scoring.engine.tree import Part, Reason
from surveys.questionnaire.model import Audience, Choice, Kind, Label, Method, Missing, Question

DEPARTMENT, PROVINCE = Audience
NO_LABEL = Label()


def choice(
    name: str, score: int | None, *, exclusive: bool = False, audience: Audience | None = None
) -> Choice:
    points = None if score is None else Decimal(score)
    return Choice(name, NO_LABEL, points, exclusive=exclusive, audience=audience)


STATUS = (choice("done", 100), choice("half", 50), choice("none", 0))
TOPICS = (
    choice("a", 40),
    choice("b", 40),
    choice("c", 30),
    choice("d", 10, audience=DEPARTMENT),
    choice("nothing", 0, exclusive=True),
)


def question(kind: Kind, method: Method, **rest: Any) -> Question:
    return Question(name="q", kind=kind, label=NO_LABEL, method=method, **rest)


def item(
    name: str, weight: str, *choices: Choice, scored: bool = True, audience: Audience | None = None
) -> Question:
    return Question(
        name=name,
        kind=Kind.SELECT_ONE,
        label=NO_LABEL,
        weights=dict.fromkeys(Audience, Decimal(weight)) if scored else {},
        choices=choices,
        audience=audience,
    )


CHOICE = question(Kind.SELECT_ONE, Method.CHOICE, choices=STATUS)
SUM = question(Kind.SELECT_MULTIPLE, Method.SUM, choices=TOPICS)
SUM_TO_40 = question(Kind.SELECT_MULTIPLE, Method.SUM, choices=TOPICS, maximum=Decimal(40))
SHARE = question(Kind.SELECT_MULTIPLE, Method.SHARE, choices=TOPICS)
SHARE_OF_2 = question(Kind.SELECT_MULTIPLE, Method.SHARE, choices=TOPICS, maximum=Decimal(2))
BUDGET_ITEMS = (item("equipment", "0"), item("systems", "0.5"), item("people", "1"))
BUDGET = question(Kind.PERCENTAGES, Method.SHARE, items=BUDGET_ITEMS)
BUDGET_OF_80 = question(Kind.PERCENTAGES, Method.SHARE, items=BUDGET_ITEMS, maximum=Decimal(80))
RATIO = question(Kind.INTEGER, Method.RATIO, base="all")
RATIO_OF_TENTH = question(Kind.INTEGER, Method.RATIO, base="all", maximum=Decimal("0.1"))
VALUE = question(Kind.DECIMAL, Method.VALUE)
MATRIX_ITEMS = (
    item("payroll", "1", *STATUS),
    item("documents", "3", *STATUS),
    item("assets", "1", *STATUS, audience=DEPARTMENT),
)
MATRIX = question(Kind.MATRIX, Method.ROWS, choices=STATUS, items=MATRIX_ITEMS)
MATRIX_SKIP = question(Kind.MATRIX, Method.ROWS, choices=STATUS, items=MATRIX_ITEMS, missing=Missing.SKIP)
COLUMNS = (item("name", "1", scored=False), item("online", "3", *STATUS), item("paper", "1", *STATUS))
ROWS = question(Kind.ROWS, Method.ROWS, items=COLUMNS)
ROWS_SKIP = question(Kind.ROWS, Method.ROWS, items=COLUMNS, missing=Missing.SKIP)

CASES = [
    (CHOICE, "done", 100),
    (CHOICE, "half", 50),
    (CHOICE, "none", 0),
    (SUM, ["a"], 40),
    (SUM, ["a", "b"], 80),
    (SUM, ["a", "b", "c"], 100),
    (SUM, ["nothing"], 0),
    (SUM_TO_40, ["c"], 75),
    (SUM_TO_40, ["a", "c"], 100),
    (SHARE, ["a"], Fraction(100, 3)),
    (SHARE, ["a", "b", "c"], 100),
    (SHARE, ["nothing"], 0),
    (SHARE_OF_2, ["a"], 50),
    (SHARE_OF_2, ["a", "b", "c"], 100),
    (BUDGET, {"equipment": "100", "systems": "0", "people": "0"}, 0),
    (BUDGET, {"equipment": "50", "systems": "30", "people": "20"}, 35),
    (BUDGET, {"equipment": "0", "systems": "0", "people": "100"}, 100),
    (BUDGET_OF_80, {"equipment": "20", "systems": "40", "people": "40"}, 75),
    (BUDGET_OF_80, {"equipment": "10", "systems": "0", "people": "90"}, 100),
    (RATIO, 5, Fraction(125, 2)),
    (RATIO, 0, 0),
    (RATIO, 8, 100),
    (RATIO, 9, 100),
    (RATIO, -1, 0),
    (RATIO_OF_TENTH, 1, 100),
    (VALUE, "0", 0),
    (VALUE, "82.1", Fraction(821, 10)),
    (VALUE, "100", 100),
    (VALUE, "130", 100),
    (VALUE, "-5", 0),
    (MATRIX, {"payroll": "done", "documents": "done"}, 100),
    (MATRIX, {"payroll": "done", "documents": "none"}, 25),
    (MATRIX, {"payroll": "done"}, 25),
    (MATRIX_SKIP, {"payroll": "done"}, 100),
    (MATRIX_SKIP, {"documents": "half"}, 50),
    (ROWS, [{"online": "done", "paper": "done"}], 100),
    (ROWS, [{"name": "x", "online": "done", "paper": "none"}], 75),
    (ROWS, [{"online": "done", "paper": "done"}, {"online": "none", "paper": "done"}], Fraction(125, 2)),
    (ROWS, [{"online": "done"}], 75),
    (ROWS, [{"name": "x"}], 0),
    (ROWS_SKIP, [{"online": "done"}], 100),
    (ROWS_SKIP, [{"online": "done"}, {"name": "x"}], 100),
]


def answered(asked: Question, value: Any, audience: Audience = PROVINCE, **answers: Any) -> Answered:
    return Answered(asked, value, audience, answers)


@pytest.mark.parametrize(("asked", "value", "score"), CASES)
def test_the_score_of_an_answer(asked: Question, value: Any, score: Fraction | int):
    points = points_for(answered(asked, value, all=8 if asked is RATIO else 10))
    assert points is not None
    assert points.score == score


def test_a_department_has_its_own_options_and_items():
    share = points_for(answered(SHARE, ["a", "d"], DEPARTMENT))
    matrix = points_for(answered(MATRIX, {"assets": "done"}, DEPARTMENT))
    assert [points.score for points in (share, matrix) if points] == [50, 20]


@pytest.mark.parametrize(
    ("asked", "value", "answers"),
    [
        (RATIO, 5, {}),
        (RATIO, 5, {"all": 0}),
        (RATIO, 5, {"all": "no number"}),
        (RATIO, "no number", {"all": 8}),
        (VALUE, "true", {}),
        (ROWS_SKIP, [{"name": "x"}], {}),
    ],
)
def test_what_cannot_be_worked_out_is_not_stated(asked: Question, value: Any, answers: Mapping[str, Any]):
    assert points_for(answered(asked, value, **answers)) is None


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (CHOICE, "gone"),
        (SUM, ["a", "gone"]),
        (SHARE, ["gone"]),
        (MATRIX, {"payroll": "gone"}),
        (ROWS, [{"online": "gone"}]),
        (question(Kind.SELECT_ONE, Method.CHOICE, choices=(choice("unscored", None),)), "unscored"),
    ],
)
def test_an_answer_without_points_is_never_taken_for_zero(asked: Question, value: Any):
    with pytest.raises(UnscorableAnswer):
        points_for(answered(asked, value))


@pytest.mark.parametrize(
    ("asked", "value", "reason"),
    [
        (CHOICE, "half", Reason("choice", {"choice": "half", "points": "50"})),
        (SUM, ["a", "c"], Reason("sum", {"sum": "70", "maximum": "100"})),
        (SHARE, ["a"], Reason("share", {"chosen": "1", "maximum": "3"})),
        (
            BUDGET,
            {"equipment": "50", "systems": "30.5", "people": "19.5"},
            Reason("percentages", {"sum": "34.75", "maximum": "100"}),
        ),
        (RATIO_OF_TENTH, 1, Reason("ratio", {"value": "1", "base": "8", "maximum": "0.1"})),
        (VALUE, "7", Reason("value")),
        (MATRIX, {"payroll": "done"}, Reason("matrix", {"count": "2"})),
        (ROWS, [{"online": "done"}], Reason("rows", {"count": "1"})),
    ],
)
def test_the_reason_is_given(asked: Question, value: Any, reason: Reason):
    points = points_for(answered(asked, value, all=8))
    assert points is not None
    assert points.reason == reason


def test_rows_are_explained_down_to_their_columns():
    row = {"name": "x", "online": "done"}
    points = points_for(answered(ROWS, [row]))
    assert points is not None
    assert points.parts == (
        Part(
            "1",
            row,
            Fraction(75),
            parts=(Part("online", "done", Fraction(100), Fraction(3)), Part("paper", None, Fraction(0))),
        ),
    )


def test_every_method_is_tried_here():
    assert {(asked.kind, asked.method) for asked, _, _ in CASES} | {
        (Kind.DECIMAL, Method.RATIO),
        (Kind.CALCULATE, Method.RATIO),
        (Kind.INTEGER, Method.VALUE),
        (Kind.CALCULATE, Method.VALUE),
    } == set(METHODS)
