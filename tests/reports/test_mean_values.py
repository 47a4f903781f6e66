"""A mean of scores that were cut for keeping is the mean of the scores that they stand for."""

from decimal import Decimal
from fractions import Fraction

import pytest

from portal.formats import half_up
from reports.queries.exact import UNITS
from reports.queries.means import Mean
from scoring.services.scorecards import cut


@pytest.mark.parametrize(
    "scores, shown",
    [
        ([Fraction(659, 12), Fraction(607, 12)], "52.8"),
        ([Fraction(200, 3), Fraction(100, 3)], "50.0"),
        ([Fraction(100)] * 3, "100.0"),
        ([Fraction(0)], "0.0"),
        ([Fraction(57849999, 10**6)], "57.8"),
    ],
)
def test_a_mean_is_shown_as_its_exact_value_rounds(scores: list[Fraction], shown: str) -> None:
    kept = [int((cut(score) or Decimal(0)) * UNITS) for score in scores]
    mean = sum((Mean(units, 1) for units in kept), Mean())

    assert mean.value is not None
    assert str(half_up(mean.value)) == shown == str(half_up(sum(scores, Fraction(0)) / len(scores)))


def test_without_a_score_there_is_no_mean() -> None:
    assert Mean().value is None
