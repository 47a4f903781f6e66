"""What holds for any answers at all."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine import ScoreNode, score
from scoring.engine.document import from_document, to_document
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.values import Answers
from tests.scoring.engine.strategies import answers_to
from tests.surveys.questionnaire.workbooks import WORKBOOK, compiled

SMALL = compiled()
REAL = compile_workbook(read_workbook(Path("surveys/definitions/2560")))
UNGATED = compiled(
    {
        name: [{column: text for column, text in row.items() if column != "relevant"} for row in rows]
        for name, rows in WORKBOOK.items()
    }
)
QUESTIONNAIRES = pytest.mark.parametrize("questionnaire", [SMALL, REAL], ids=["small", "2560"])
few = settings(max_examples=60, deadline=None)


@st.composite
def cases(draw: st.DrawFn, questionnaire: Questionnaire) -> tuple[Audience, Answers]:
    audience = draw(st.sampled_from(Audience))
    return audience, draw(answers_to(questionnaire, audience))


@QUESTIONNAIRES
@few
@given(data=st.data())
def test_every_score_lies_between_0_and_100(questionnaire: Questionnaire, data: st.DataObject):
    tree = score(questionnaire, *data.draw(cases(questionnaire)))
    assert [node for node in tree.walk() if node.score is not None and not 0 <= node.score <= 100] == []


@QUESTIONNAIRES
@few
@given(data=st.data())
def test_contributions_add_up_exactly(questionnaire: Questionnaire, data: st.DataObject):
    tree = score(questionnaire, *data.draw(cases(questionnaire)))
    assert sum(leaf.contribution for leaf in tree.questions()) == (tree.score or 0)
    for node in tree.walk():
        if node.children and node.score is not None:
            assert sum(child.contribution for child in node.children) == node.contribution
            assert sum(child.effective_weight for child in node.children) == node.effective_weight


@QUESTIONNAIRES
@few
@given(data=st.data())
def test_the_order_of_answers_does_not_matter(questionnaire: Questionnaire, data: st.DataObject):
    audience, answers = data.draw(cases(questionnaire))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert score(questionnaire, audience, shuffled) == score(questionnaire, audience, answers)


@QUESTIONNAIRES
@few
@given(data=st.data())
def test_a_tree_is_kept_exactly(questionnaire: Questionnaire, data: st.DataObject):
    tree = score(questionnaire, *data.draw(cases(questionnaire)))
    assert from_document(to_document(tree)) == tree


def better(draw: st.DrawFn, answers: dict[str, Any]) -> dict[str, Any]:
    """The same answers with one of them better, or as good, by its own points."""
    question = UNGATED.question(draw(st.sampled_from(sorted(IMPROVE.keys() & answers.keys()))))
    return answers | {question.name: IMPROVE[question.name](draw, answers[question.name])}


def better_choice(name: str, item: str = "") -> Any:
    question = UNGATED.question(name).item(item) if item else UNGATED.question(name)

    def improve(draw: st.DrawFn, chosen: str) -> str:
        points = {choice.name: choice.score or 0 for choice in question.choices}
        return draw(st.sampled_from([other for other in points if points[other] >= points[chosen]]))

    return improve


def more_options(name: str) -> Any:
    def improve(draw: st.DrawFn, chosen: list[str]) -> list[str]:
        options = [each.name for each in UNGATED.question(name).choices if not each.exclusive]
        more = draw(st.lists(st.sampled_from(options), unique=True))
        return sorted({*chosen, *more} & set(options)) or chosen

    return improve


def larger(draw: st.DrawFn, number: int) -> int:
    return number + draw(st.integers(0, 50))


def larger_decimal(draw: st.DrawFn, number: str) -> str:
    return str(Fraction(number).__ceil__() + draw(st.integers(0, 5)))


def better_payroll(draw: st.DrawFn, rows: dict[str, str]) -> dict[str, str]:
    improve = better_choice("systems_owner", "payroll")
    return rows | ({"payroll": improve(draw, rows["payroll"])} if "payroll" in rows else {})


def better_row(draw: st.DrawFn, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    better = draw(st.integers(0, len(rows) - 1))
    return [row | {"online": "yes"} if number == better else row for number, row in enumerate(rows)]


def moved_to_what_counts(draw: st.DrawFn, percentages: dict[str, str]) -> dict[str, str]:
    """Less for equipment, which weighs nothing, and as much more for systems."""
    moved = draw(st.integers(0, int(Fraction(percentages.get("equipment", "0")))))
    shares = {name: Fraction(percentages.get(name, "0")) for name in ("equipment", "systems")}
    changed = {"equipment": shares["equipment"] - moved, "systems": shares["systems"] + moved}
    return percentages | {name: f"{float(share):g}" for name, share in changed.items()}


IMPROVE: dict[str, Any] = {
    "plan": better_choice("plan"),
    "topics": more_options("topics"),
    "measures": more_options("measures"),
    "digital_posts": larger,
    "satisfaction": larger_decimal,
    "systems_owner": better_payroll,
    "services": better_row,
    "budget": moved_to_what_counts,
}


@st.composite
def improvements(draw: st.DrawFn) -> tuple[Answers, Answers]:
    """Answers of a department, none declared inapplicable, and better ones."""
    stated = answers_to(UNGATED, Audience.DEPARTMENT)
    answers = {
        name: value for name, value in draw(stated).items() if not (isinstance(value, dict) and "na" in value)
    }
    answers.setdefault("plan", "none")
    return answers, better(draw, answers)


@settings(max_examples=200, deadline=None)
@given(case=improvements())
def test_a_better_answer_never_lowers_a_score(case: tuple[Answers, Answers]):
    before, after = (score(UNGATED, Audience.DEPARTMENT, answers) for answers in case)
    lowered = [old.code for old, new in zip(before.walk(), after.walk(), strict=True) if _lower(new, old)]
    assert lowered == []


def _lower(new: ScoreNode, old: ScoreNode) -> bool:
    return (new.score or 0) < (old.score or 0)
