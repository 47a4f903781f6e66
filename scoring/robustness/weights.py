"""Weights, nominal and drawn. Those of siblings always add up to 1."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.robustness.arrays import Floats
from scoring.robustness.framework import Framework
from scoring.robustness.settings import Settings, Weighting

LEAST = 1e-100
"""A drawn weight never vanishes, so that an agency with only that indicator keeps its score."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """One row a draw; columns as in the framework."""

    dimensions: Floats
    indicators: Floats

    def at(self, rows: slice) -> "Weights":
        return Weights(self.dimensions[rows], self.indicators[rows])


Drawing = Callable[[Floats], Floats]
"""From the nominal shares of siblings to one row of drawn weights for each draw."""


def nominal_weights(framework: Framework) -> Weights:
    """A single row."""
    return _siblings(framework, lambda shares: shares[None, :])


def drawn_weights(framework: Framework, settings: Settings) -> dict[Weighting, Weights]:
    """A row for each draw and weighting. Each weighting has its own stream of random numbers."""
    return {
        weighting: _siblings(framework, _drawing(weighting, settings)) for weighting in settings.weightings
    }


def shares_of(weights: Floats) -> Floats:
    """Rows that add up to 1; a row of zeros stays as it is."""
    totals = weights.sum(axis=-1, keepdims=True)
    shares: Floats = np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0)
    return shares


def _siblings(framework: Framework, drawing: Drawing) -> Weights:
    """Draws for the dimensions first, then for the indicators of one dimension after the other."""
    dimensions = _drawn([each.weight for each in framework.dimensions], drawing)
    indicators = [
        _drawn([each.weight for each in dimension.indicators], drawing) for dimension in framework.dimensions
    ]
    return Weights(dimensions, np.hstack([dimensions[:, :0], *indicators]))


def _drawn(weights: list[float], drawing: Drawing) -> Floats:
    return shares_of(drawing(shares_of(np.array(weights, dtype=np.float64))))


def _drawing(weighting: Weighting, settings: Settings) -> Drawing:
    stream = np.random.SeedSequence([settings.seed, list(Weighting).index(weighting)])
    generator = np.random.Generator(np.random.PCG64(stream))

    def repeated(shares: Floats) -> Floats:
        return np.tile(shares, (settings.draws, 1))

    def perturbed(shares: Floats) -> Floats:
        low, high = 1 - settings.spread, 1 + settings.spread
        return shares * generator.uniform(low, high, (settings.draws, len(shares)))

    def dirichlet(shares: Floats) -> Floats:
        # Gamma variates over their sum are Dirichlet; unlike `generator.dirichlet` they take a weight of 0.
        shapes = settings.concentration * shares
        drawn = generator.standard_gamma(shapes, (settings.draws, len(shares)))
        return np.where(shares > 0, np.maximum(drawn, LEAST), 0.0)

    return {
        Weighting.NOMINAL: repeated,
        Weighting.PERTURBED: perturbed,
        Weighting.DIRICHLET: dirichlet,
    }[weighting]
