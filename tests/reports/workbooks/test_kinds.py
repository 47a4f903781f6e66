import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from reports.workbooks.kinds import Kind, cell_of
from tests.rounds import DURING


@pytest.mark.parametrize(
    "kind, value, cell",
    [
        (Kind.TEXT, "กรม\x00", "กรม"),
        (Kind.COUNT, True, 1),
        (Kind.COUNT, False, 0),
        (Kind.NUMBER, 5, Decimal(5)),
        (Kind.NUMBER, "12.50", Decimal("12.50")),
        (Kind.NUMBER, "123456789012345", Decimal(123456789012345)),
        (Kind.NUMBER, "1234567890123456", "1234567890123456"),
        (Kind.SCORE, Decimal("57.8"), Decimal("57.800000000000")),
        (Kind.SCORE, Fraction(200, 3), Decimal("66.666666666667")),
        (Kind.PERCENT, Fraction(200, 3), Decimal("0.666666666667")),
        (Kind.DATE, "2017-08-01", dt.date(2017, 8, 1)),
        (Kind.DATE, dt.date(1899, 12, 31), "1899-12-31"),
        (Kind.MOMENT, DURING, DURING.replace(tzinfo=None)),
        (Kind.MOMENT, DURING.astimezone(dt.UTC), DURING.replace(tzinfo=None)),
    ],
)
def test_cell_of(kind: Kind, value: object, cell: object):
    made = cell_of(kind, value)
    assert (made, type(made)) == (cell, type(cell))
