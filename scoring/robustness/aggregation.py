"""The engine's formula for many agencies and draws at once, and its geometric variant.

``score = Σ w·s / Σ w`` over the children that apply; geometric, ``exp(Σ w·ln max(s, floor) / Σ w)``. A parent
of which nothing applies, or only what weighs nothing, does not apply itself.

Everything is added child by child and element by element, never by matrix products, whose last digits depend
on the size of the matrix: so the size of a chunk of draws cannot change a result.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from scoring.robustness.arrays import Floats
from scoring.robustness.framework import Framework, Scores
from scoring.robustness.settings import NOMINAL, Mean, MissingRule, Rules
from scoring.robustness.weights import Weights, nominal_weights


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Scores of one or more draws; `applies` is 1.0 or 0.0, and where it is 0.0 the value means nothing."""

    values: Floats
    applies: Floats

    def with_nan(self) -> Floats:
        """The values, NaN where they mean nothing."""
        shown: Floats = np.where(self.applies > 0, self.values, np.nan)
        return shown


Weighed = tuple[Floats, Level]
"""The weights of a child, one a draw, and its scores."""


def aggregate(children: Iterable[Weighed], mean: Mean, floor: float, shape: tuple[int, int]) -> Level:
    """The score of a parent; `shape` is draws by agencies."""
    sums, weights = np.zeros(shape), np.zeros(shape)
    for weight, child in children:
        share = weight[:, None] * child.applies
        weights += share
        share *= _transformed(child.values, mean, floor)
        sums += share
    applies = (weights > 0).astype(np.float64)
    means = np.divide(sums, weights, out=sums, where=weights > 0)
    return Level(np.exp(means, out=means) if mean is Mean.GEOMETRIC else means, applies)


def dimension_scores(
    framework: Framework, indicators: Level, weights: Weights, mean: Mean, floor: float
) -> list[Level]:
    """One level for each dimension; `indicators` holds one row an indicator."""
    shape = (len(weights.dimensions), indicators.values.shape[1])
    rows = [
        Level(values, applies) for values, applies in zip(indicators.values, indicators.applies, strict=True)
    ]
    columns = list(weights.indicators.T)
    return [
        aggregate(zip(columns[own], rows[own], strict=True), mean, floor, shape) for own in framework.columns
    ]


def total_scores(
    framework: Framework, indicators: Level, weights: Weights, rules: Rules, floor: float
) -> Level:
    """The totals, draws by agencies."""
    dimensions = dimension_scores(framework, indicators, weights, rules.within, floor)
    shape = (len(weights.dimensions), indicators.values.shape[1])
    return aggregate(zip(weights.dimensions.T, dimensions, strict=True), rules.top, floor, shape)


def indicator_level(scores: Scores, missing: MissingRule) -> Level:
    """The indicators, one row each, with what is not stated left out or counted as 0."""
    applies = ~np.isnan(scores.values)
    values = np.where(applies, scores.values, 0.0)
    if missing is MissingRule.ZERO:
        applies = applies | scores.not_stated
    return Level(np.ascontiguousarray(values.T), np.ascontiguousarray(applies.T, dtype=np.float64))


def nominal_dimensions(framework: Framework, scores: Scores) -> Floats:
    """The scores of the dimensions as the engine has them, agencies by dimensions; NaN where none."""
    indicators = indicator_level(scores, NOMINAL.missing)
    levels = dimension_scores(framework, indicators, nominal_weights(framework), NOMINAL.within, 1.0)
    blank = np.empty((len(scores.agencies), 0))
    scored: Floats = np.column_stack([blank, *(level.with_nan()[0] for level in levels)])
    return scored


def nominal_totals(framework: Framework, scores: Scores) -> Floats:
    """The totals as the engine has them; NaN where nothing applies."""
    return totals_with(framework, scores, nominal_weights(framework))


def totals_with(framework: Framework, scores: Scores, weights: Weights) -> Floats:
    """The totals with a single row of other weights, all else nominal; NaN where nothing applies."""
    indicators = indicator_level(scores, NOMINAL.missing)
    totals: Floats = total_scores(framework, indicators, weights, NOMINAL, 1.0).with_nan()[0]
    return totals


def _transformed(values: Floats, mean: Mean, floor: float) -> Floats:
    return np.log(np.maximum(values, floor)) if mean is Mean.GEOMETRIC else values
