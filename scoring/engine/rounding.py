"""The one place where a number is rounded, for display only."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final

HALF: Final = Fraction(1, 2)


def half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """`value` with `places` decimals, halves away from zero; exact, whatever the number of digits."""
    exact = Fraction(value)
    digits = floor(abs(exact) * 10**places + HALF)
    negative = exact < 0 and digits > 0
    return Decimal((int(negative), tuple(map(int, str(digits))), -places))
