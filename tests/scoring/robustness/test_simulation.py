"""Ranks under other choices: one case by hand, and what holds for any."""

import math
from dataclasses import replace
from statistics import mean, stdev
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.robustness import Framework, Mean, MissingRule, Rules, Scores, Settings, Weighting, scores_from
from scoring.robustness.estimates import Estimate, Undefined
from scoring.robustness.simulation import AgencyRanks, DrawType, Simulation, Stratum, simulate
from tests.scoring.robustness.cases import NAN, THREE_AGENCIES, TWO, analysed, few, near, scores

ARITHMETIC, GEOMETRIC = Mean
SHARED, ZERO = MissingRule
UNCHANGED = Settings(
    draws=7, weightings=(Weighting.NOMINAL,), top=(ARITHMETIC,), within=(ARITHMETIC,), missing=(SHARED,)
)
FOUR_DRAWS = replace(UNCHANGED, draws=4, top=(ARITHMETIC, GEOMETRIC), missing=(SHARED, ZERO))
SOME = Settings(draws=48)

# The four draws:      a, b, c            ranks
# arithmetic, shared   50, 42, 45         1, 3, 2 (as the engine has it)
# arithmetic, zero     50, 42, 22.5       1, 2, 3
# geometric, shared    30, 41.95, 45      3, 2, 1
# geometric, zero      30, 41.95, 6.71    2, 1, 3


def test_agencies_by_hand():
    b, c = math.sqrt(40 * 44), math.sqrt(45)
    assert simulate(TWO, THREE_AGENCIES, FOUR_DRAWS).agencies == (
        AgencyRanks("a", 1, 50.0, 1.5, 1, 3, *moments(50, 50, 30, 30)),
        AgencyRanks("b", 3, 42.0, 2.0, 1, 3, *moments(42, 42, b, b)),
        AgencyRanks("c", 2, 45.0, 2.5, 1, 3, *moments(45, 22.5, 45, c)),
    )


def moments(*totals: float) -> tuple[Any, Any]:
    return near(mean(totals)), near(stdev(totals))


def test_shifts_by_hand():
    found = simulate(TWO, THREE_AGENCIES, FOUR_DRAWS)

    def shift(amount: float) -> Estimate:
        return Estimate(near(amount), 3)

    assert (found.ranked, found.shift, found.wide) == (3, shift(10 / 12), Estimate(1.0, 3))
    assert found.strata == (
        Stratum(Rules(), 1, shift(0)),
        Stratum(Rules(missing=ZERO), 1, shift(2 / 3)),
        Stratum(Rules(top=GEOMETRIC), 1, shift(4 / 3)),
        Stratum(Rules(top=GEOMETRIC, missing=ZERO), 1, shift(4 / 3)),
    )
    assert found.draw_types == (
        DrawType("weighting", "nominal", 4, shift(10 / 12)),
        DrawType("top", "arithmetic", 2, shift(2 / 6)),
        DrawType("top", "geometric", 2, shift(8 / 6)),
        DrawType("within", "arithmetic", 4, shift(10 / 12)),
        DrawType("missing", "shared", 2, shift(4 / 6)),
        DrawType("missing", "zero", 2, shift(6 / 6)),
    )


def test_draws_are_shared_out_equally():
    draws = [each.draws for each in simulate(TWO, THREE_AGENCIES, replace(SOME, draws=50)).strata]
    assert draws == [4, 4, *[3] * 14]


@few
@given(case=analysed(), chunk=st.integers(1, 60))
def test_the_size_of_a_chunk_changes_nothing(case: tuple[Framework, Scores], chunk: int):
    assert simulate(*case, SOME, chunk=chunk) == simulate(*case, SOME)


@few
@given(case=analysed())
def test_the_same_seed_gives_the_same_result(case: tuple[Framework, Scores]):
    assert simulate(*case, SOME) == simulate(*case, SOME)


def test_another_seed_gives_other_draws():
    agencies = scores({"a": (90, 10), "b": (10, 91), "c": (52, 49), "d": (49, 51)})
    found = [simulate(TWO, agencies, replace(SOME, seed=seed)).agencies for seed in (1, 2)]
    assert found[0] != found[1]


@few
@given(case=analysed(), data=st.data())
def test_the_order_of_agencies_does_not_matter(case: tuple[Framework, Scores], data: st.DataObject):
    weights, before = case
    order = data.draw(st.permutations(range(len(before.agencies))))
    after = scores_from(
        [before.agencies[row] for row in order], before.values[order], before.not_stated[order]
    )
    found, again = simulate(weights, before, SOME), simulate(weights, after, SOME)
    assert again == replace(found, agencies=tuple(found.agencies[row] for row in order))


UNMOVED = [UNCHANGED, replace(UNCHANGED, weightings=(Weighting.PERTURBED,), spread=0.0)]


@pytest.mark.parametrize("unmoved", UNMOVED, ids=["nominal", "no spread"])
@few
@given(case=analysed())
def test_draws_without_a_change_move_no_rank(case: tuple[Framework, Scores], unmoved: Settings):
    found = simulate(*case, unmoved)
    assert (found.shift.value or 0, found.wide.value or 0) == (0, 0)
    for each in found.agencies:
        assert (each.median, each.low, each.high) == (each.rank,) * 3
        assert (each.sd or 0) == pytest.approx(0, abs=1e-9)


@few
@given(case=analysed())
def test_an_interval_holds_its_median_and_lies_among_the_ranks(case: tuple[Framework, Scores]):
    found = simulate(*case, SOME)
    for each in found.agencies:
        if each.low is not None and each.median is not None and each.high is not None:
            assert 1 <= each.low <= each.median <= each.high <= found.ranked


@few
@given(case=analysed())
def test_equal_agencies_tie_in_every_draw(case: tuple[Framework, Scores]):
    weights, once = case
    twice = scores_from(
        [*once.agencies, *(f"{code}, again" for code in once.agencies)],
        np.vstack([once.values, once.values]),
        np.vstack([once.not_stated, once.not_stated]),
    )
    found = simulate(weights, twice, SOME).agencies
    half = len(once.agencies)
    assert [replace(each, agency="") for each in found[:half]] == [
        replace(each, agency="") for each in found[half:]
    ]


@few
@given(case=analysed(), stated=st.booleans())
def test_an_agency_without_a_total_has_no_rank_and_moves_nobody(case: tuple[Framework, Scores], stated: bool):
    weights, before = case
    more = scores_from(
        ["none", *before.agencies],
        np.vstack([np.full_like(before.values[:1], NAN), before.values]),
        np.vstack([np.full_like(before.not_stated[:1], not stated), before.not_stated]),
    )
    found, without = simulate(weights, more, SOME), simulate(weights, before, SOME)
    nobody = AgencyRanks("none", reason=Undefined.NOTHING_APPLIES)
    assert found == replace(without, agencies=(nobody, *without.agencies))


def test_nobody_at_all():
    found = simulate(TWO, scores_from([], np.empty((0, 2))), SOME)
    nothing = Estimate(None, 0, Undefined.TOO_FEW_CASES)
    assert (found.ranked, found.agencies, found.shift, found.wide) == (0, (), nothing, nothing)
    assert isinstance(found, Simulation)
