"""Weights that add up, level by level."""

from dataclasses import replace
from decimal import Decimal

import pytest

from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.weight_totals import weight_total, weights_add_up
from tests.rounds import SMALL

DEPARTMENT, PROVINCE = Audience


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    """50, 30 and 20; provinces are not asked the last."""
    return compile_workbook(read_workbook(SMALL))


def weighing(questionnaire: Questionnaire, audience: Audience, *weights: int) -> Questionnaire:
    """The same with other weights of its dimensions at that level."""
    changed = iter(weights)
    nodes = tuple(
        node
        if node.parent or audience not in node.weights
        else replace(node, weights={**node.weights, audience: Decimal(next(changed))})
        for node in questionnaire.nodes
    )
    return replace(questionnaire, nodes=nodes)


@pytest.mark.parametrize(
    "audience, weights, total, adds_up",
    [
        (DEPARTMENT, (50, 30, 20), 100, True),
        (DEPARTMENT, (50, 30, 19), 99, False),
        (DEPARTMENT, (50, 30, 21), 101, False),
        (PROVINCE, (50, 30), 80, True),
        (PROVINCE, (60, 40), 100, True),
        (PROVINCE, (50, 29), 79, False),
    ],
)
def test_totals(questionnaire, audience, weights, total, adds_up):
    weighed = weighing(questionnaire, audience, *weights)
    assert (weight_total(weighed, audience), weights_add_up(weighed, audience)) == (total, adds_up)


def test_a_level_that_is_asked_nothing_adds_up_to_nothing(questionnaire):
    nodes = tuple(replace(node, weights={DEPARTMENT: Decimal(1)}) for node in questionnaire.nodes)
    alone = replace(questionnaire, nodes=nodes)
    assert (weight_total(alone, PROVINCE), weights_add_up(alone, PROVINCE)) == (Decimal(0), False)
