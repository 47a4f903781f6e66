"""Figures that may be undefined, each with the number of cases behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.robustness.arrays import Floats
from scoring.robustness.ranking import middle_ranks

FEWEST = 3
"""Two points always lie on a line, so two cases tell nothing of a correlation."""

NO_VARIANCE = 1e-9


class Undefined(StrEnum):
    """Why there is no figure."""

    TOO_FEW_CASES = "too_few_cases"
    TOO_FEW_ITEMS = "too_few_items"
    NO_VARIANCE = "no_variance"
    NOTHING_APPLIES = "nothing_applies"
    APPLIES_TO_FEW = "applies_to_few"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure from `n` cases; `reason` says why `value` is None, and is None otherwise."""

    value: float | None
    n: int
    reason: Undefined | None = None


def mean_of(amount: float, n: int, *, times: int = 1) -> Estimate:
    """The mean of a sum over `n` cases, each of which was looked at `times` times."""
    if not n:
        return Estimate(None, 0, Undefined.TOO_FEW_CASES)
    return Estimate(float(amount) / (n * times), n)


def varies(values: Floats) -> bool:
    """Whether values differ by more than the noise of floating point."""
    return bool(np.ptp(values) > NO_VARIANCE)


def pearson(first: Floats, second: Floats) -> Estimate:
    """The correlation over the cases in which neither is NaN."""
    return _correlated(first, second, np.asarray)


def spearman(first: Floats, second: Floats) -> Estimate:
    """The same of the ranks among those cases."""
    return _correlated(first, second, middle_ranks)


def _correlated(first: Floats, second: Floats, as_read: Callable[[Floats], Floats]) -> Estimate:
    both = ~(np.isnan(first) | np.isnan(second))
    n = int(both.sum())
    if n < FEWEST:
        return Estimate(None, n, Undefined.TOO_FEW_CASES)
    if not (varies(first[both]) and varies(second[both])):
        return Estimate(None, n, Undefined.NO_VARIANCE)
    x, y = (_centred(as_read(each[both])) for each in (first, second))
    rho = (x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum())
    return Estimate(float(np.clip(rho, -1, 1)), n)


def _centred(values: Floats) -> Floats:
    return np.asarray(values - values.mean(), dtype=np.float64)
