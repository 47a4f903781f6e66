"""Equals share the better rank."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.robustness.ranking import competition_ranks, middle_ranks
from tests.scoring.robustness.cases import few, slow_middle_ranks, slow_ranks

HUNDREDTHS = st.lists(st.integers(0, 400).map(lambda number: number / 4), min_size=1, max_size=12)

RANKS = [
    ([], []),
    ([50], [1]),
    ([10, 40, 20, 30], [4, 1, 3, 2]),
    ([30, 40, 30, 20], [2, 1, 2, 4]),
    ([50, 50, 50], [1, 1, 1]),
    ([0.1 + 0.2, 0.3, 0.2], [1, 1, 3]),
    ([50 + 1e-8, 50], [1, 2]),
]


@pytest.mark.parametrize("totals, ranks", RANKS)
def test_ranks(totals: list[float], ranks: list[int]):
    assert competition_ranks(np.array(totals, dtype=np.float64)).tolist() == ranks


@few
@given(totals=HUNDREDTHS)
def test_a_rank_counts_who_is_better(totals: list[float]):
    assert competition_ranks(np.array(totals)).tolist() == slow_ranks(totals)


@few
@given(totals=st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=5))
def test_each_draw_has_its_own_ranks(totals: list[list[int]]):
    assert competition_ranks(np.array(totals, dtype=np.float64)).tolist() == [
        slow_ranks(row) for row in totals
    ]


def test_middle_ranks():
    assert middle_ranks(np.array([30.0, 40, 30, 20])).tolist() == [2.5, 4, 2.5, 1]


@few
@given(values=HUNDREDTHS)
def test_a_middle_rank_is_the_mean_of_the_ranks_that_equals_take(values: list[float]):
    assert middle_ranks(np.array(values)).tolist() == slow_middle_ranks(values)
