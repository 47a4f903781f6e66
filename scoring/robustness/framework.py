"""What is analysed: the weights of one audience, and the scores of its agencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from scoring.robustness.arrays import Floats, Mask
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience

FULL = 100


class InvalidMaterial(ValueError):
    """Weights or scores that cannot be analysed; the message says which."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator and its weight among the indicators of its dimension."""

    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension, its weight among the dimensions, and its indicators."""

    code: str
    weight: float
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """The dimensions of one audience. Weights need not add up to anything; they are 0 or more."""

    dimensions: tuple[Dimension, ...]

    def __post_init__(self) -> None:
        nodes: tuple[Dimension | Indicator, ...] = (*self.dimensions, *self.indicators)
        codes = [node.code for node in nodes]
        if len(codes) != len(set(codes)):
            raise InvalidMaterial("a code stands twice in the framework")
        if not all(np.isfinite(node.weight) and node.weight >= 0 for node in nodes):
            raise InvalidMaterial("a weight is negative or no number")

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All of them in the order of the columns of `Scores.values`."""
        return tuple(each for dimension in self.dimensions for each in dimension.indicators)

    @property
    def columns(self) -> tuple[slice, ...]:
        """Where the indicators of each dimension stand among all indicators."""
        ends = np.cumsum([0, *(len(each.indicators) for each in self.dimensions)]).tolist()
        return tuple(slice(start, end) for start, end in pairwise(ends))


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores of the indicators, one row an agency, one column an indicator in the framework's order.

    * `values`: 0-100; NaN where the indicator does not apply to the agency or was left out
    * `not_stated`: true where it was left out only because nothing was stated; false where it does not apply
    """

    agencies: tuple[str, ...]
    values: Floats
    not_stated: Mask

    def __post_init__(self) -> None:
        if len(self.agencies) != len(set(self.agencies)):
            raise InvalidMaterial("an agency stands twice")
        if self.values.ndim != 2 or len(self.values) != len(self.agencies):
            raise InvalidMaterial("there must be one row of scores for each agency")
        if self.not_stated.shape != self.values.shape:
            raise InvalidMaterial("the mask of what is not stated has another shape than the scores")
        absent = np.isnan(self.values)
        if not np.all(absent | ((self.values >= 0) & (self.values <= FULL))):
            raise InvalidMaterial("a score is not between 0 and 100")
        if np.any(self.not_stated & ~absent):
            raise InvalidMaterial("a score is given for what is not stated")

    def at(self, rows: Mask) -> "Scores":
        """The same of some agencies."""
        agencies = tuple(code for code, chosen in zip(self.agencies, rows, strict=True) if chosen)
        return Scores(agencies, self.values[rows], self.not_stated[rows])


def scores_from(agencies: Sequence[str], values: ArrayLike, not_stated: ArrayLike | None = None) -> Scores:
    """Scores from nested sequences or arrays; without a mask, whatever is NaN does not apply."""
    matrix = np.array(values, dtype=np.float64)
    mask = np.zeros(matrix.shape, np.bool_) if not_stated is None else np.array(not_stated, dtype=np.bool_)
    return Scores(tuple(agencies), matrix, mask)


def framework_for(questionnaire: Questionnaire, audience: Audience) -> Framework:
    """The weights that `questionnaire` has for `audience`, in its order."""
    return Framework(
        tuple(
            Dimension(
                code=dimension.code,
                weight=float(dimension.weights[audience]),
                indicators=tuple(
                    Indicator(node.code, float(node.weights[audience]))
                    for node in questionnaire.children_for(dimension.code, audience)
                ),
            )
            for dimension in questionnaire.dimensions_for(audience)
        )
    )
