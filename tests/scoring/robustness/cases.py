"""Small frameworks and scores, and the formulas written out slowly."""

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from scoring.engine.mean import weighted_mean
from scoring.robustness import Dimension, Framework, Indicator, Scores, scores_from

NAN = math.nan
Row = Sequence[float]
few = settings(max_examples=25, deadline=None)
"""How often a property is tried."""


def near(value: float | None) -> Any:
    """The number up to the noise of floating point, in place of a figure."""
    return pytest.approx(value, abs=1e-9)


def framework(*dimensions: tuple[float, Sequence[float]]) -> Framework:
    """Dimensions A, B, ... with indicators A1, A2, ..., from their weights."""
    return Framework(
        tuple(
            Dimension(letter, weight, tuple(Indicator(f"{letter}{i}", w) for i, w in enumerate(below, 1)))
            for letter, (weight, below) in zip("ABCDEF", dimensions, strict=False)
        )
    )


def scores(rows: Mapping[str, Row], not_stated: Iterable[tuple[str, int]] = ()) -> Scores:
    """Scores by agency; `not_stated` are the agency and the column of what is NaN for that reason."""
    mask = np.zeros((len(rows), len(next(iter(rows.values()), ()))), np.bool_)
    for agency, column in not_stated:
        mask[list(rows).index(agency), column] = True
    return scores_from(list(rows), np.array(list(rows.values())).reshape(mask.shape), mask)


TWO = framework((1, [1]), (1, [1]))
THREE_AGENCIES = scores({"a": (90, 10), "b": (40, 44), "c": (45, NAN)}, not_stated=[("c", 1)])


def exact_total(weights: Framework, row: Row) -> Fraction | None:
    """The engine's formula with fractions."""
    values = iter(row)
    parts = []
    for dimension in weights.dimensions:
        below = [(Fraction(each.weight), _fraction(next(values))) for each in dimension.indicators]
        parts.append((Fraction(dimension.weight), weighted_mean(below)))
    return weighted_mean(parts)


def _fraction(value: float) -> Fraction | None:
    return None if math.isnan(value) else Fraction(value)


def slow_ranks(totals: Sequence[float]) -> list[int]:
    return [1 + sum(other > total for other in totals) for total in totals]


def slow_middle_ranks(values: Sequence[float]) -> list[float]:
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2
        for value in values
    ]


def slow_pearson(first: Sequence[float], second: Sequence[float]) -> float:
    x, y = ([Fraction(value) for value in values] for values in (first, second))
    x_mean, y_mean = Fraction(sum(x), len(x)), Fraction(sum(y), len(y))
    up = sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y, strict=True))
    return float(up) / math.sqrt(sum((a - x_mean) ** 2 for a in x) * sum((b - y_mean) ** 2 for b in y))


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    weight = st.integers(1, 40)
    below = st.lists(weight, min_size=1, max_size=4)
    return framework(*draw(st.lists(st.tuples(weight, below), min_size=1, max_size=4)))


@st.composite
def analysed(draw: st.DrawFn, most: int = 8) -> tuple[Framework, Scores]:
    """A framework and scores of some agencies, with ties, with what does not apply and what is not stated."""
    weights = draw(frameworks())
    size = (draw(st.integers(1, most)), len(weights.indicators))
    cell = st.sampled_from([0.0, 20.0, 40.0, 55.5, 100.0, NAN]) | st.floats(0, 100)
    values = np.array(
        draw(st.lists(st.lists(cell, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]))
    )
    flags = draw(st.lists(st.booleans(), min_size=values.size, max_size=values.size))
    mask = np.isnan(values) & np.array(flags).reshape(size)
    return weights, scores_from([f"agency {number}" for number in range(size[0])], values, mask)
