"""Effective against nominal weights: how much a part moves its whole, beside how much it was meant to.

The importance of a part is the square of its correlation with the whole, over the sum of those of its
siblings: the linear form of the main effect of Paruolo, Saisana and Saltelli (2013).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.robustness.aggregation import nominal_dimensions, nominal_totals
from scoring.robustness.arrays import Floats
from scoring.robustness.estimates import Estimate, pearson
from scoring.robustness.framework import Dimension, Framework, Indicator, Scores
from scoring.robustness.weights import shares_of

TIMES = 1.5
POINTS = 0.05


class Verdict(StrEnum):
    """What the importance says beside the weight.

    * MORE, LESS: over 1.5 times the nominal share, or under 1 / 1.5 of it, and over 0.05 away from it
    * OPPOSED: who is better in the part is worse in the whole, whatever the size
    * UNDEFINED: there is no correlation
    """

    AS_WEIGHTED = "as_weighted"
    MORE = "more"
    LESS = "less"
    OPPOSED = "opposed"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True)
class Importance:
    """`nominal` and `effective` are shares (0-1) among the siblings; `parent` is empty for a dimension.

    `effective` is None without a correlation; the shares of the siblings that have one add up to 1.
    """

    code: str
    parent: str
    nominal: float
    correlation: Estimate
    r_squared: float | None
    effective: float | None
    verdict: Verdict


def importances(framework: Framework, scores: Scores) -> tuple[Importance, ...]:
    """The dimensions in the total, then the indicators in their dimensions."""
    dimensions = nominal_dimensions(framework, scores)
    found = list(_siblings("", framework.dimensions, dimensions, nominal_totals(framework, scores)))
    for number, (dimension, columns) in enumerate(zip(framework.dimensions, framework.columns, strict=True)):
        own = scores.values[:, columns]
        found += _siblings(dimension.code, dimension.indicators, own, dimensions[:, number])
    return tuple(found)


def verdict_on(correlation: float | None, nominal: float, effective: float | None) -> Verdict:
    """The rule of `Verdict`."""
    if correlation is None or effective is None:
        return Verdict.UNDEFINED
    if correlation < 0:
        return Verdict.OPPOSED
    if effective > TIMES * nominal and effective - nominal > POINTS:
        return Verdict.MORE
    if effective < nominal / TIMES and nominal - effective > POINTS:
        return Verdict.LESS
    return Verdict.AS_WEIGHTED


def _siblings(
    parent: str, nodes: Sequence[Dimension | Indicator], parts: Floats, whole: Floats
) -> Iterator[Importance]:
    nominal = shares_of(np.array([node.weight for node in nodes], dtype=np.float64))
    correlations = [pearson(part, whole) for part in parts.T]
    squares = [None if each.value is None else each.value**2 for each in correlations]
    total = sum(each for each in squares if each is not None)
    for node, share, correlation, square in zip(nodes, nominal.tolist(), correlations, squares, strict=True):
        effective = square / total if square is not None and total else None
        verdict = verdict_on(correlation.value, share, effective)
        yield Importance(node.code, parent, share, correlation, square, effective, verdict)
