"""Quartiles as Excel's QUARTILE.INC has them, and the mean, exact."""

from fractions import Fraction

import pytest

from reports.queries.spread import Spread


@pytest.mark.parametrize(
    "numbers, mean, quarters",
    [
        ("7", "7", "7 7 7 7 7"),
        ("1 2", "3/2", "1 5/4 3/2 7/4 2"),
        ("7 200", "207/2", "7 221/4 207/2 607/4 200"),
        ("1 2 3 4 5", "3", "1 2 3 4 5"),
        ("1 2 2 10", "15/4", "1 7/4 2 4 10"),
        ("0.1 0.2 0.3", "1/5", "1/10 3/20 1/5 1/4 3/10"),
    ],
)
def test_spread(numbers: str, mean: str, quarters: str):
    found = Spread.of([Fraction(number) for number in numbers.split()])
    assert found
    assert found.mean == Fraction(mean)
    five = (found.minimum, found.lower, found.median, found.upper, found.maximum)
    assert five == tuple(map(Fraction, quarters.split()))


def test_nothing_has_no_spread():
    assert Spread.of([]) is None
