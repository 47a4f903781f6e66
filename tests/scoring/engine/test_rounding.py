from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.engine.rounding import half_up


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 3), 1, "0.3"),
        (Fraction(2, 3), 1, "0.7"),
        (Fraction(1, 20), 1, "0.1"),
        (Decimal("57.85"), 1, "57.9"),
        (Decimal("0.15"), 1, "0.2"),
        (Decimal("0.25"), 1, "0.3"),
        (Decimal("-0.25"), 1, "-0.3"),
        (Decimal("-0.04"), 1, "0.0"),
        (Fraction(5, 2), 0, "3"),
        (100, 1, "100.0"),
        (0, 2, "0.00"),
        (Fraction(10**30 + 5, 10**31), 30, "0.100000000000000000000000000001"),
    ],
)
def test_halves_go_up(value: Fraction | Decimal | int, places: int, text: str):
    assert str(half_up(value, places)) == text
