"""Exact numbers as a cell can hold them."""

from decimal import Context, Decimal
from fractions import Fraction

from reports.workbooks.kinds import DIGITS

KEPT = Context(prec=DIGITS)


def number_of(value: Fraction | Decimal | float | None) -> Decimal | None:
    """With as many digits as Excel keeps of a number."""
    if value is None:
        return None
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    return KEPT.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def score_of(value: Fraction | Decimal | float | None) -> Fraction | None:
    """A number of points, unrounded; those of analyses are floats."""
    if value is None:
        return None
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)
