"""What the parts do beside what they were meant to do."""

import pytest
from hypothesis import given

from scoring.robustness import Framework, Scores
from scoring.robustness.estimates import Estimate, Undefined
from scoring.robustness.importance import Importance, Verdict, importances, verdict_on
from tests.scoring.robustness.cases import NAN, TWO, analysed, few, framework, near, scores

AS_WEIGHTED, MORE, LESS, OPPOSED, UNDEFINED = Verdict


def test_by_hand():
    # The totals are 5, 10, 30; r² of A is 250² / (200 · 350) = 25/28, of B 450² / (600 · 350) = 27/28.
    found = importances(TWO, scores({"a": (0, 10), "b": (10, 10), "c": (20, 40)}))

    def part(code: str, parent: str, nominal: float, square: float, effective: float) -> Importance:
        correlation = Estimate(near(square**0.5), 3)
        return Importance(code, parent, nominal, correlation, near(square), near(effective), AS_WEIGHTED)

    assert found == (
        part("A", "", 0.5, 25 / 28, 25 / 52),
        part("B", "", 0.5, 27 / 28, 27 / 52),
        part("A1", "A", 1.0, 1, 1),
        part("B1", "B", 1.0, 1, 1),
    )


def test_only_agencies_to_which_a_part_applies_are_compared():
    agencies = scores({"a": (0, 10), "b": (10, 20), "c": (20, 30), "d": (90, NAN), "e": (NAN, NAN)})
    assert [(each.code, each.correlation.n) for each in importances(TWO, agencies)] == [
        ("A", 4),
        ("B", 3),
        ("A1", 4),
        ("B1", 3),
    ]


def test_what_is_the_same_for_all_has_no_importance():
    found = importances(framework((1, [1]), (3, [1])), scores({"a": (50, 0), "b": (50, 40), "c": (50, 80)}))
    assert found[0] == Importance(
        "A", "", 0.25, Estimate(None, 3, Undefined.NO_VARIANCE), None, None, UNDEFINED
    )
    assert (found[1].effective, found[1].verdict) == (near(1.0), AS_WEIGHTED)


VERDICTS = [
    # correlation, nominal, effective, verdict
    (0.9, 0.2, 0.2, AS_WEIGHTED),
    (0.9, 0.2, 0.299, AS_WEIGHTED),
    (0.9, 0.2, 0.301, MORE),
    (0.9, 0.2, 0.134, AS_WEIGHTED),
    (0.9, 0.2, 0.133, LESS),
    (0.9, 0.05, 0.1, AS_WEIGHTED),
    (0.9, 0.05, 0.101, MORE),
    (0.9, 0.06, 0.0, LESS),
    (0.9, 0.05, 0.0, AS_WEIGHTED),
    (0.9, 0.0, 0.06, MORE),
    (-0.1, 0.2, 0.2, OPPOSED),
    (0.0, 0.2, 0.0, LESS),
    (None, 0.2, None, UNDEFINED),
    (0.0, 0.2, None, UNDEFINED),
]


@pytest.mark.parametrize("correlation, nominal, effective, verdict", VERDICTS)
def test_the_rule(correlation: float | None, nominal: float, effective: float | None, verdict: Verdict):
    assert verdict_on(correlation, nominal, effective) is verdict


@few
@given(case=analysed())
def test_the_shares_of_siblings_add_up_to_1(case: tuple[Framework, Scores]):
    found = importances(*case)
    for parent in {each.parent for each in found}:
        shares = [each.effective for each in found if each.parent == parent and each.effective is not None]
        assert not shares or sum(shares) == near(1)
