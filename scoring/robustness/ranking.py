"""Ranks: 1 is the best. Totals are rounded first, so that the noise of floating point splits no tie."""

import numpy as np

from scoring.robustness.arrays import Floats, Ranks

PLACES = 9


def competition_ranks(totals: Floats) -> Ranks:
    """Ranks along the last axis; equals share the better rank, and the next ones are skipped (1224)."""
    rounded = np.round(totals, PLACES)
    order = np.argsort(-rounded, axis=-1)
    descending = np.take_along_axis(rounded, order, axis=-1)
    places = np.arange(1, totals.shape[-1] + 1, dtype=np.int64)
    first = np.ones(totals.shape, np.bool_)
    first[..., 1:] = descending[..., 1:] != descending[..., :-1]
    shared = np.maximum.accumulate(np.where(first, places, 0), axis=-1)
    ranks = np.empty(totals.shape, np.int64)
    np.put_along_axis(ranks, order, shared, axis=-1)
    return ranks


def middle_ranks(values: Floats) -> Floats:
    """Ascending ranks of one row, equal values with the mean of their ranks, as Spearman's rho wants them."""
    _, inverse, counts = np.unique(np.round(values, PLACES), return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - (counts - 1) / 2
    return np.asarray(middles[inverse], dtype=np.float64)
