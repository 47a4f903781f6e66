"""Cronbach's alpha and what belongs to it, worked out by hand and with exact fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.robustness.consistency import (
    Consistency,
    Correlation,
    Item,
    Omitted,
    consistencies,
    consistency_of,
    correlations,
    cronbach_alpha,
)
from scoring.robustness.estimates import Estimate, Undefined
from tests.scoring.robustness.cases import NAN, few, framework, near, scores

CODES = ("x", "y", "z")
# Variances 100, 100, 300; covariances xy 50, xz 150, yz 0; the sums 30, 60, 90 have the variance 900.
TEXTBOOK = np.array([[10, 20, 0], [20, 10, 30], [30, 30, 30]], dtype=np.float64)
FEW, ITEMS, SAME, RARE = (
    Undefined.TOO_FEW_CASES,
    Undefined.TOO_FEW_ITEMS,
    Undefined.NO_VARIANCE,
    Undefined.APPLIES_TO_FEW,
)


def fraction_alpha(rows: list[tuple[int, ...]]) -> Fraction:
    """Alpha from the mean variance and covariance of items: another form of the same formula."""
    n, k = len(rows), len(rows[0])
    means = [Fraction(sum(column), n) for column in zip(*rows, strict=True)]

    def covariance(i: int, j: int) -> Fraction:
        return sum(((row[i] - means[i]) * (row[j] - means[j]) for row in rows), Fraction(0)) / (n - 1)

    variance = sum((covariance(i, i) for i in range(k)), Fraction(0)) / k
    between = sum((covariance(i, j) for i in range(k) for j in range(k) if i != j), Fraction(0)) / (
        k * (k - 1)
    )
    return k * between / (variance + (k - 1) * between)


def estimated(value: Fraction | float, n: int = 3) -> Estimate:
    return Estimate(near(float(value)), n)


def test_the_textbook_example():
    assert fraction_alpha([(10, 20, 0), (20, 10, 30), (30, 30, 30)]) == Fraction(2, 3)
    assert consistency_of("A", CODES, TEXTBOOK) == Consistency(
        "A",
        estimated(Fraction(2, 3)),
        items=(
            Item("x", estimated(1), estimated(0)),
            Item("y", estimated(50 / math.sqrt(100 * 700)), estimated(Fraction(6, 7))),
            Item("z", estimated(Fraction(150, 300)), estimated(Fraction(2, 3))),
        ),
        omitted=(),
    )


CASES = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.tuples(*[st.integers(0, 100)] * k), min_size=3, max_size=8)
)


@few
@given(rows=CASES)
def test_as_with_fractions(rows: list[tuple[int, ...]]):
    if len({sum(row) for row in rows}) > 1:
        found = cronbach_alpha(np.array(rows, dtype=np.float64))
        assert found == estimated(fraction_alpha(rows), len(rows))


UNDEFINED = [
    ([[1], [2], [3]], Estimate(None, 3, ITEMS)),
    ([[1, 2], [2, 3]], Estimate(None, 2, FEW)),
    ([[1, 3], [2, 2], [3, 1]], Estimate(None, 3, SAME)),
]


@pytest.mark.parametrize("cases, estimate", UNDEFINED)
def test_no_alpha_without_a_reason(cases: list[list[float]], estimate: Estimate):
    assert cronbach_alpha(np.array(cases, dtype=np.float64)) == estimate


def test_only_complete_cases_count():
    rows = np.vstack([TEXTBOOK, [[100, NAN, 0]], [[NAN, NAN, NAN]]])
    assert consistency_of("A", CODES, rows) == consistency_of("A", CODES, TEXTBOOK)


def test_an_item_of_few_agencies_is_left_out_and_named():
    rare = np.array([NAN, NAN, 70.0])
    found = consistency_of("A", (*CODES, "rare"), np.column_stack([TEXTBOOK, rare]))
    plain = consistency_of("A", CODES, TEXTBOOK)
    assert found == Consistency("A", plain.alpha, plain.items, (Omitted("rare", RARE),))


def test_an_item_of_half_the_agencies_counts():
    rows = np.vstack([np.column_stack([TEXTBOOK, [1.0, 2.0, 4.0]]), np.tile([50.0, 50, 50, NAN], (3, 1))])
    found = consistency_of("A", (*CODES, "half"), rows)
    assert (found.alpha.n, found.omitted) == (3, ())


def test_an_item_that_is_the_same_for_all_is_left_out_and_named():
    found = consistency_of("A", ("same", *CODES), np.column_stack([[5.0, 5, 5], TEXTBOOK]))
    plain = consistency_of("A", CODES, TEXTBOOK)
    assert found == Consistency("A", plain.alpha, plain.items, (Omitted("same", SAME),))


def test_with_one_item_there_is_nothing_to_agree_with():
    single = Estimate(None, 3, ITEMS)
    found = consistency_of("A", ("same", "x"), np.array([[5.0, 1], [5, 2], [5, 3]]))
    assert found == Consistency(
        "A", single, (Item("x", single, Estimate(None, 3, ITEMS)),), (Omitted("same", SAME),)
    )


def test_the_whole_is_made_of_its_dimensions():
    weights = framework((1, [1]), (1, [1]), (5, [1, 1]))
    agencies = scores({"a": (10, 20, 0, 0), "b": (20, 10, 60, 0), "c": (30, 30, 20, 40)})
    found = consistencies(weights, agencies)
    assert [each.code for each in found] == ["", "A", "B", "C"]
    assert found[0].alpha == estimated(Fraction(2, 3))
    assert found[1].alpha == Estimate(None, 3, ITEMS)
    assert correlations(weights, agencies) == (
        Correlation("A", "B", estimated(0.5)),
        Correlation("A", "C", estimated(150 / math.sqrt(100 * 300))),
        Correlation("B", "C", estimated(0)),
    )
