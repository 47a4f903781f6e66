"""Adjustments of EGA's review against scores worked out by hand and against the engine itself."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine import REASON_MESSAGES, Adjustment, ByAnswer, NotAdjustable, Reason, score
from scoring.engine.advice import improvements
from scoring.engine.document import from_document, to_document
from scoring.engine.plan import scored_questions
from surveys.questionnaire.document import canonical_json
from surveys.questionnaire.model import Audience, Questionnaire
from tests.scoring.engine.strategies import answers_to
from tests.scoring.engine.test_properties import QUESTIONNAIRES
from tests.scoring.engine.test_scoring import DEPARTMENT, FULL, PROVINCE, without_blanks

WHY = "The plan that is attached ended in 2558."
REASON = {"reason": WHY}
CHOSEN = Reason("choice", {"choice": "finished", "points": "100"})
few = settings(max_examples=40, deadline=None)


def to(number: int | str) -> Adjustment:
    return Adjustment(Fraction(number), WHY)


CASES: list[tuple[dict[str, Any], str, str, Fraction | int | None, str, ByAnswer]] = [
    # what differs from the full mark, the question adjusted to 50, a node above it, its score, the code of
    # the reason, what the answer alone gives
    ({}, "plan", "1.1", Fraction(250, 3), "adjusted", ByAnswer(Fraction(100), CHOSEN)),
    (
        {"budget": None},
        "budget",
        "1.2",
        50,
        "adjusted",
        ByAnswer(Fraction(0), Reason("not_stated_zero")),
    ),
    # Left out as not stated, the question would not count; adjusted it does: (2 * 100 + 100 + 2 * 50) / 5.
    (
        {"measures": None},
        "measures",
        "2.1",
        80,
        "adjusted",
        ByAnswer(None, Reason("not_stated_skipped")),
    ),
    (
        {"digital_posts": {"na": "none here"}},
        "digital_posts",
        "1.1",
        100,
        "adjusted_without_effect",
        ByAnswer(None, Reason("declared", {"reason": "none here"})),
    ),
    (
        {"has_services": "no"},
        "services",
        "2",
        None,
        "adjusted_without_effect",
        ByAnswer(None, Reason("not_asked")),
    ),
]


@pytest.mark.parametrize(("change", "name", "above", "expected", "code", "by_answer"), CASES)
def test_an_adjustment_is_a_step_after_that_of_the_answer(
    questionnaire: Questionnaire,
    change: dict[str, Any],
    name: str,
    above: str,
    expected: Fraction | int | None,
    code: str,
    by_answer: ByAnswer,
):
    answers = without_blanks(**FULL | change)
    tree = score(questionnaire, DEPARTMENT, answers, {name: to(50)})
    leaf, plain = tree.question(name), score(questionnaire, DEPARTMENT, answers).question(name)
    assert tree.node(above).score == expected
    assert leaf.score == (50 if code == "adjusted" else None)
    assert (leaf.reason.code, dict(leaf.reason.params)) == (code, {"score": "50", "reason": WHY})
    assert leaf.by_answer is not None
    assert (leaf.by_answer, dict(leaf.by_answer.reason.params)) == (by_answer, dict(by_answer.reason.params))
    assert (leaf.state, leaf.value, leaf.parts) == (plain.state, plain.value, plain.parts)
    assert [each.code for each in tree.adjusted()] == ([name] if code == "adjusted" else [])


@pytest.mark.parametrize("name", ["plann", "remark", "has_services", "satisfaction"])
def test_what_is_not_scored_at_the_level_cannot_be_adjusted(questionnaire: Questionnaire, name: str):
    with pytest.raises(NotAdjustable, match=name) as refused:
        score(questionnaire, PROVINCE, FULL, {"plan": to(0), name: to(50)})
    assert refused.value.questions == (name,)


@pytest.mark.parametrize("number", [-1, "100.01", "1000"])
def test_an_adjusted_score_lies_between_0_and_100(number: int | str):
    with pytest.raises(ValueError, match="between 0 and 100"):
        to(number)


def test_both_steps_are_kept_and_can_be_put_into_words(questionnaire: Questionnaire):
    tree = score(questionnaire, DEPARTMENT, FULL, {"plan": to("62.5")})
    document = to_document(tree)
    assert from_document(json.loads(canonical_json(document))) == tree
    kept = document["root"]["children"][0]["children"][0]["children"][0]
    assert (kept["score"], kept["by_answer"]) == (
        "125/2",
        {"score": "100", "reason": {"code": "choice", "params": {"choice": "finished", "points": "100"}}},
    )
    reason = tree.question("plan").reason
    assert REASON_MESSAGES[reason.code] % reason.params == f"EGA’s review set the score to 62.5: {WHY}"


def test_a_tree_without_adjustments_is_kept_as_before(questionnaire: Questionnaire):
    document = canonical_json(to_document(score(questionnaire, DEPARTMENT, FULL)))
    assert "by_answer" not in document
    assert from_document(json.loads(document)) == score(questionnaire, DEPARTMENT, FULL, {})


def test_what_is_adjusted_is_not_advised_to_be_changed(questionnaire: Questionnaire):
    answers = FULL | {"plan": "in_preparation", "satisfaction": "40"}
    found = improvements(questionnaire, DEPARTMENT, answers, {"satisfaction": to(50)})
    # A point of the plan is 0.1 of the total; it is worth 50, and the rest has the full mark.
    assert [(each.step.question, each.gain) for each in found] == [("plan", Fraction(5))]


def test_a_step_that_opens_a_gate_counts_the_adjustment_behind_it(questionnaire: Questionnaire):
    def gain(**adjustments: Adjustment) -> Fraction:
        found = improvements(questionnaire, DEPARTMENT, FULL | {"plan": "none"}, adjustments)
        return next(each.gain for each in found if each.step.choice == "finished")

    # Topics are asked of those with a plan; all of them are chosen, a third of 60 % of 50.
    assert gain() - gain(topics=to(0)) == 10


@st.composite
def adjusted_cases(draw: st.DrawFn, questionnaire: Questionnaire) -> tuple[Any, Any, dict[str, Adjustment]]:
    audience = draw(st.sampled_from(Audience))
    scores = st.integers(0, 1000).map(lambda tenths: Adjustment(Fraction(tenths, 10), WHY))
    names = st.sampled_from(sorted(scored_questions(questionnaire, audience)))
    return audience, draw(answers_to(questionnaire, audience)), draw(st.dictionaries(names, scores))


@QUESTIONNAIRES
@few
@given(data=st.data())
def test_an_adjustment_changes_the_way_up_and_nothing_else(questionnaire: Questionnaire, data: st.DataObject):
    audience, answers, adjustments = data.draw(adjusted_cases(questionnaire))
    plain = score(questionnaire, audience, answers)
    tree = score(questionnaire, audience, answers, adjustments)
    assert sum(leaf.contribution for leaf in tree.questions()) == (tree.score or 0)
    assert from_document(json.loads(canonical_json(to_document(tree)))) == tree
    for before, after in zip(plain.questions(), tree.questions(), strict=True):
        assert (after.state, after.value, after.parts) == (before.state, before.value, before.parts)
        if after.code not in adjustments:
            assert (after.score, after.reason, after.by_answer) == (before.score, before.reason, None)
            continue
        assert after.by_answer == ByAnswer(before.score, before.reason)
        assert after.score in {adjustments[after.code].score, None}
        assert (after.score is None) is (before.state == "not_applicable")


@QUESTIONNAIRES
@few
@given(data=st.data())
def test_an_adjustment_to_what_the_answer_gives_moves_no_score(
    questionnaire: Questionnaire, data: st.DataObject
):
    audience, answers, _ = data.draw(adjusted_cases(questionnaire))
    plain = score(questionnaire, audience, answers)
    same = {leaf.code: Adjustment(leaf.score, WHY) for leaf in plain.questions() if leaf.score is not None}
    tree = score(questionnaire, audience, answers, same)
    assert [(node.code, node.score, node.contribution) for node in tree.walk()] == [
        (node.code, node.score, node.contribution) for node in plain.walk()
    ]
