"""What happens to the ranks without one part."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from scoring.robustness import Dimension, Framework, Indicator, Scores
from scoring.robustness.aggregation import nominal_totals
from scoring.robustness.estimates import Estimate, Undefined
from scoring.robustness.leaving_out import LeftOut, leave_each_out
from tests.scoring.robustness.cases import NAN, TWO, analysed, few, framework, near, scores, slow_ranks


def test_by_hand():
    # Totals: a 50, b 42, c 45, d 30. Without A: a 10, b 44, d 50, and c has none.
    # Without B: a 90, b 40, c 45, d 10.
    agencies = scores({"a": (90, 10), "b": (40, 44), "c": (45, NAN), "d": (10, 50)})
    without_a = LeftOut("A", "", 1, Estimate(near(4 / 3), 3), 2, "a", Estimate(near(-1), 3))
    without_b = LeftOut("B", "", 0, Estimate(0.0, 4), None, None, Estimate(near(1), 4))
    assert leave_each_out(TWO, agencies) == (
        without_a,
        replace(without_a, code="A1", parent="A"),
        without_b,
        replace(without_b, code="B1", parent="B"),
    )


def test_an_indicator_leaves_the_weight_of_its_dimension_alone():
    # With A1 and A2: a 50, b 50. Without A1: a 10, b 65. Without A2: a 45, b 35.
    weights = framework((1, [1, 1]), (1, [1]))
    agencies = scores({"a": (90, 20, 45), "b": (40, 100, 30), "c": (0, 0, 0)})
    found = {
        each.code: (each.shift, each.largest_shift, each.agency) for each in leave_each_out(weights, agencies)
    }
    assert found["A1"] == (Estimate(near(1 / 3), 3), 1, "a")
    assert found["A2"] == (Estimate(near(1 / 3), 3), 1, "b")


def test_nothing_is_left_of_a_single_dimension():
    nothing = Estimate(None, 0, Undefined.TOO_FEW_CASES)
    found = leave_each_out(framework((1, [1, 1])), scores({"a": (50, 60), "b": (20, 10)}))
    assert found[0] == LeftOut("A", "", 2, nothing, None, None, nothing)


@few
@given(case=analysed())
def test_leaving_out_is_as_if_it_had_never_been_there(case: tuple[Framework, Scores]):
    weights, agencies = case
    before = nominal_totals(weights, agencies)
    for each in leave_each_out(weights, agencies):
        after = nominal_totals(_without(weights, each.code), agencies)
        kept = ~np.isnan(after)
        old, new = (slow_ranks(np.round(totals[kept], 9).tolist()) for totals in (before, after))
        shifts = [now - then for now, then in zip(new, old, strict=True)]
        assert each.shift.n == len(shifts)
        assert each.shift.value == (near(sum(map(abs, shifts)) / len(shifts)) if shifts else None)
        assert abs(each.largest_shift or 0) == max(map(abs, shifts), default=0)


def _without(weights: Framework, code: str) -> Framework:
    """The same with no weight for `code`, which is how the engine leaves something out."""
    return Framework(
        tuple(
            Dimension(
                each.code,
                0 if each.code == code else each.weight,
                tuple(Indicator(i.code, 0 if i.code == code else i.weight) for i in each.indicators),
            )
            for each in weights.dimensions
        )
    )
