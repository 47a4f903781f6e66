"""The one formula of aggregation."""

from collections.abc import Iterable
from fractions import Fraction

Weighted = tuple[Fraction, Fraction | None]
"""A weight and a score, which is None where the part is left out."""


def weighted_mean(parts: Iterable[Weighted]) -> Fraction | None:
    """``Σ w·s / Σ w`` over the parts that have a score; None when they weigh nothing together."""
    counted = [(weight, score) for weight, score in parts if score is not None]
    total = sum((weight for weight, _ in counted), Fraction(0))
    return sum((weight * score for weight, score in counted), Fraction(0)) / total if total else None
