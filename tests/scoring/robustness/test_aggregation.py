"""Totals are those of the engine; the other rules are worked out by hand."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine import ScoreTree, score
from scoring.robustness import Framework, Mean, MissingRule, Rules, Scores, framework_for, scores_from
from scoring.robustness.aggregation import indicator_level, nominal_totals, total_scores
from scoring.robustness.weights import nominal_weights
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.reader import read_workbook
from tests.scoring.engine.strategies import answers_to
from tests.scoring.robustness.cases import NAN, analysed, exact_total, few, framework, scores
from tests.surveys.questionnaire.workbooks import compiled

SMALL = compiled()
REAL = compile_workbook(read_workbook(Path("surveys/definitions/2560")))
AS_THE_ENGINE = pytest.approx(0, abs=1e-9)


def scores_of(trees: Sequence[ScoreTree], weights: Framework) -> Scores:
    """What the engine found for the indicators."""
    rows = [
        [
            _number(tree, indicator.code)
            for dimension in weights.dimensions
            for indicator in dimension.indicators
        ]
        for tree in trees
    ]
    return scores_from([f"agency {number}" for number in range(len(trees))], rows)


def _number(tree: ScoreTree, code: str) -> float:
    found = tree.node(code).score
    return NAN if found is None else float(found)


@pytest.mark.parametrize("questionnaire", [SMALL, REAL], ids=["small", "2560"])
@pytest.mark.parametrize("audience", Audience)
@few
@given(data=st.data())
def test_totals_are_the_engines(questionnaire: Questionnaire, audience: Audience, data: st.DataObject):
    several = data.draw(st.lists(answers_to(questionnaire, audience), min_size=1, max_size=3))
    trees = [score(questionnaire, audience, answers) for answers in several]
    weights = framework_for(questionnaire, audience)

    for total, tree in zip(nominal_totals(weights, scores_of(trees, weights)), trees, strict=True):
        assert math.isnan(total) if tree.score is None else total - float(tree.score) == AS_THE_ENGINE


def test_a_dimension_behind_a_closed_gate_shares_out_its_weight():
    answers = {"has_services": "no", "plan": "finished"}
    tree = score(SMALL, Audience.DEPARTMENT, answers)
    weights = framework_for(SMALL, Audience.DEPARTMENT)
    gated = next(each for each in weights.dimensions if each.code == "2")

    assert [tree.node(code).score for code in ("2", *(each.code for each in gated.indicators))] == [
        None,
        None,
    ]
    assert nominal_totals(weights, scores_of([tree], weights)).tolist() == [
        pytest.approx(float(tree.score or 0))
    ]


@few
@given(case=analysed())
def test_totals_are_those_of_exact_fractions(case: tuple[Framework, Scores]):
    weights, given_scores = case
    exact = [exact_total(weights, row) for row in given_scores.values.tolist()]
    totals = nominal_totals(weights, given_scores).tolist()
    assert [None if math.isnan(total) else total for total in totals] == [
        None if total is None else pytest.approx(float(total), abs=1e-9) for total in exact
    ]


def total_of(row: Sequence[float], rules: Rules, *, not_stated: Sequence[int] = ()) -> float:
    """The total of one agency with A (weight 1: A1 3, A2 1) and B (weight 3: B1 1)."""
    weights = framework((1, [3, 1]), (3, [1]))
    material = indicator_level(scores({"a": row}, [("a", each) for each in not_stated]), rules.missing)
    total = total_scores(weights, material, nominal_weights(weights), rules, 1.0).with_nan()
    return float(total[0, 0])


GEOMETRIC, ZERO = Mean.GEOMETRIC, MissingRule.ZERO
RULES = [
    # scores, not stated, rules, the total worked out by hand
    ((16, 80, 20), (), Rules(), (32 + 3 * 20) / 4),
    ((16, 81, 54), (), Rules(within=GEOMETRIC), (16**0.75 * 81**0.25 + 3 * 54) / 4),
    ((0, 64, 81), (), Rules(top=GEOMETRIC), 16**0.25 * 81**0.75),
    ((16, 81, 24), (), Rules(top=GEOMETRIC, within=GEOMETRIC), 24),
    ((0, 16, 0), (), Rules(within=GEOMETRIC), (2 + 3 * 1) / 4),
    ((0, 0, 16), (), Rules(top=GEOMETRIC), 8),
    ((0, 0, 0), (), Rules(top=GEOMETRIC), 1),
    ((NAN, 80, 20), (), Rules(missing=ZERO), (80 + 3 * 20) / 4),
    ((NAN, 80, 20), (0,), Rules(missing=ZERO), (20 + 3 * 20) / 4),
    ((NAN, 80, 20), (0,), Rules(), (80 + 3 * 20) / 4),
    ((16, 80, NAN), (2,), Rules(missing=ZERO), 8),
    ((16, 80, NAN), (), Rules(missing=ZERO), 32),
    ((NAN, NAN, 20), (), Rules(top=GEOMETRIC), 20),
    ((NAN, 16, 16), (0,), Rules(within=GEOMETRIC, missing=ZERO), (2 + 3 * 16) / 4),
    ((NAN, NAN, NAN), (), Rules(missing=ZERO), None),
]


@pytest.mark.parametrize("row, not_stated, rules, total", RULES)
def test_the_other_rules(row: Sequence[float], not_stated: Sequence[int], rules: Rules, total: float | None):
    found = total_of(row, rules, not_stated=not_stated)
    assert (None if math.isnan(found) else found) == (None if total is None else pytest.approx(total))


def test_what_weighs_nothing_does_not_apply():
    weights = framework((0, [1]), (1, [0, 1]))
    found = nominal_totals(weights, scores({"a": (90, 40, 20), "b": (90, 40, NAN)}))
    assert np.array_equal(found, [20, NAN], equal_nan=True)
