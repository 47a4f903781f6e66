"""How the ranks move when one dimension or indicator is left out and its weight shared out over the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scoring.robustness.aggregation import nominal_totals, totals_with
from scoring.robustness.arrays import Floats, Mask, Ranks
from scoring.robustness.estimates import Estimate, mean_of, spearman
from scoring.robustness.framework import Framework, Scores
from scoring.robustness.ranking import competition_ranks
from scoring.robustness.weights import Weights, nominal_weights


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What leaving out `code` does. `parent` is the dimension of an indicator, and empty for a dimension.

    Ranks are compared among the agencies that still have a total: `lost` have none any more. `largest_shift`
    is that of `agency`, above 0 when it falls behind; of several, the first by code. None when none moves.
    """

    code: str
    parent: str
    lost: int
    shift: Estimate
    largest_shift: int | None
    agency: str | None
    spearman: Estimate


def leave_each_out(framework: Framework, scores: Scores) -> tuple[LeftOut, ...]:
    """Every dimension followed by its indicators."""
    nominal = nominal_totals(framework, scores)
    return tuple(
        _compared(code, parent, scores.agencies, nominal, totals_with(framework, scores, weights))
        for code, parent, weights in _each(framework)
    )


def _each(framework: Framework) -> Iterator[tuple[str, str, Weights]]:
    weights = nominal_weights(framework)
    for number, (dimension, columns) in enumerate(zip(framework.dimensions, framework.columns, strict=True)):
        yield dimension.code, "", replace(weights, dimensions=_without(weights.dimensions, number))
        for column, indicator in enumerate(dimension.indicators, start=columns.start):
            without = replace(weights, indicators=_without(weights.indicators, column))
            yield indicator.code, dimension.code, without


def _without(weights: Floats, column: int) -> Floats:
    """A weight of 0 shares itself out over the rest."""
    changed = weights.copy()
    changed[:, column] = 0
    return changed


def _compared(code: str, parent: str, agencies: tuple[str, ...], before: Floats, after: Floats) -> LeftOut:
    kept = ~np.isnan(after)
    shifts = competition_ranks(after[kept]) - competition_ranks(before[kept])
    largest, agency = _largest(agencies, kept, shifts)
    return LeftOut(
        code=code,
        parent=parent,
        lost=int((~np.isnan(before) & ~kept).sum()),
        shift=mean_of(int(np.abs(shifts).sum()), len(shifts)),
        largest_shift=largest,
        agency=agency,
        spearman=spearman(before[kept], after[kept]),
    )


def _largest(agencies: tuple[str, ...], kept: Mask, shifts: Ranks) -> tuple[int | None, str | None]:
    if not shifts.any():
        return None, None
    among = [code for code, here in zip(agencies, kept, strict=True) if here]
    size = np.abs(shifts)
    agency, shift = min((among[row], int(shifts[row])) for row in np.flatnonzero(size == size.max()))
    return shift, agency
