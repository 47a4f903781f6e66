"""Correlations against the formula written out, and the reasons why there is none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.robustness.estimates import Estimate, Undefined, mean_of, pearson, spearman
from tests.scoring.robustness.cases import NAN, few, near, slow_middle_ranks, slow_pearson

PAIRS = st.lists(st.tuples(*[st.integers(0, 1000).map(lambda tenths: tenths / 10)] * 2), min_size=3)

BY_HAND = [
    # the first, the second, Pearson, Spearman
    ([0, 10, 20], [10, 10, 40], Estimate((3 / 4) ** 0.5, 3), Estimate((3 / 4) ** 0.5, 3)),
    ([1, 2, 3, 4], [1, 4, 9, 16], Estimate((6250 / 6450) ** 0.5, 4), Estimate(1.0, 4)),
    ([1, 2, 3], [9, 6, 3], Estimate(-1.0, 3), Estimate(-1.0, 3)),
    ([1, NAN, 2, 3, 7], [9, 5, 6, 3, NAN], Estimate(-1.0, 3), Estimate(-1.0, 3)),
]


@pytest.mark.parametrize("first, second, linear, ranked", BY_HAND)
def test_by_hand(first: list[float], second: list[float], linear: Estimate, ranked: Estimate):
    found = [measure(np.array(first), np.array(second)) for measure in (pearson, spearman)]
    assert [(each.value, each.n, each.reason) for each in found] == [
        (near(each.value), each.n, each.reason) for each in (linear, ranked)
    ]


NOTHING = [
    ([], [], 0, Undefined.TOO_FEW_CASES),
    ([1, 2], [2, 1], 2, Undefined.TOO_FEW_CASES),
    ([1, 2, NAN, 3], [1, NAN, 3, 3], 2, Undefined.TOO_FEW_CASES),
    ([5, 5, 5], [1, 2, 3], 3, Undefined.NO_VARIANCE),
    ([1, 2, 3], [0.3, 0.1 + 0.2, 0.3], 3, Undefined.NO_VARIANCE),
    ([1, 2, 5, 5, 5], [NAN, NAN, 1, 2, 3], 3, Undefined.NO_VARIANCE),
]


@pytest.mark.parametrize("measure", [pearson, spearman])
@pytest.mark.parametrize("first, second, n, reason", NOTHING)
def test_no_figure_without_a_reason(
    measure, first: list[float], second: list[float], n: int, reason: Undefined
):
    assert measure(np.array(first), np.array(second)) == Estimate(None, n, reason)


@few
@given(pairs=PAIRS)
def test_as_the_slow_formula(pairs: list[tuple[float, float]]):
    first, second = zip(*pairs, strict=True)
    if len(set(first)) > 1 and len(set(second)) > 1:
        x, y = np.array(first), np.array(second)
        ranks = slow_middle_ranks(first), slow_middle_ranks(second)
        assert pearson(x, y).value == pytest.approx(slow_pearson(first, second), abs=1e-9)
        assert spearman(x, y).value == pytest.approx(slow_pearson(*ranks), abs=1e-9)


def test_a_mean_of_nothing_is_no_figure():
    assert [mean_of(0, 0, times=9), mean_of(6, 4, times=3)] == [
        Estimate(None, 0, Undefined.TOO_FEW_CASES),
        Estimate(0.5, 4),
    ]
