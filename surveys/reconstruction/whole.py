"""Scores as whole numbers: quick to add up, and the same on every machine."""

from fractions import Fraction
from typing import Final

POINT: Final = 10**9
_WEIGHT: Final = 10**6


def weighted(parts: list[tuple[Fraction, int | None]]) -> int | None:
    """The weighted mean of the parts that have a score, rounded down."""
    counted = [(int(weight * _WEIGHT), score) for weight, score in parts if score is not None]
    weights = sum(weight for weight, _score in counted)
    return sum(weight * score for weight, score in counted) // weights if weights else None


def whole(score: Fraction | None) -> int | None:
    """An exact score in billionths of a point, rounded down."""
    return None if score is None else score.numerator * POINT // score.denominator
