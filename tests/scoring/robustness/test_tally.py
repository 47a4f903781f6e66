"""Percentiles of ranks, and running means."""

from statistics import mean, stdev

import numpy as np
import pytest

from scoring.robustness.tally import Tally
from tests.scoring.robustness.cases import near

PERCENTILES = [
    # draws in which everybody has every rank once; the 5th, 50th and 95th percentile of their ranks
    (2, 1, 1.5, 2),
    (20, 1, 10.5, 19),
    (21, 2, 11, 20),
    (60, 3, 30.5, 57),
    (100, 5, 50.5, 95),
]


@pytest.mark.parametrize("draws, low, median, high", PERCENTILES)
def test_percentiles_are_nearest_ranks(draws: int, low: int, median: float, high: int):
    tally = Tally(np.ones(draws, np.int64), draws)
    tally.take(np.array([np.roll(np.arange(draws, dtype=np.float64), draw) for draw in range(draws)]))
    found = tally.spread()
    assert [set(each.tolist()) for each in (found.low, found.median, found.high)] == [{low}, {median}, {high}]


def test_moments_and_shifts():
    totals = np.array([[50.0, 10], [20, 40], [30, 70]])
    tally = Tally(np.array([1, 2]), 3)
    tally.take(totals[:2])
    tally.take(totals[2:])
    found = tally.spread()
    assert found.mean.tolist() == [near(mean(column)) for column in totals.T.tolist()]
    assert found.sd.tolist() == [near(stdev(column)) for column in totals.T.tolist()]
    assert tally.shifts.tolist() == [0, 2, 2]


@pytest.mark.parametrize("agencies, size", [(1000, 2), (65_535, 2), (65_536, 4)])
def test_ranks_are_kept_in_few_bytes(agencies: int, size: int):
    tally = Tally(np.arange(1, agencies + 1), 2)
    tally.take(-np.arange(2.0 * agencies).reshape(2, agencies))
    assert (tally.ranks.itemsize, tally.ranks[1, -1], tally.shifts.tolist()) == (size, agencies, [0, 0])
