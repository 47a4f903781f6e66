"""What is drawn stays where the settings say."""

import numpy as np
import pytest

from scoring.robustness import InvalidSettings, Settings, Weighting
from scoring.robustness.weights import Weights, drawn_weights, nominal_weights
from tests.scoring.robustness.cases import framework

WEIGHTS = framework((30, [1, 1, 2]), (10, [5]), (0, []), (60, [0, 4]))
OWN = (slice(0, 3), slice(3, 4), slice(5, 6))


def drawn(weighting: Weighting, **changes: float) -> Weights:
    settings = Settings(draws=4000, weightings=(weighting,), **changes)  # type: ignore[arg-type]
    return drawn_weights(WEIGHTS, settings)[weighting]


def test_nominal_weights_are_shares():
    found = nominal_weights(WEIGHTS)
    assert found.dimensions.tolist() == [[0.3, 0.1, 0, 0.6]]
    assert found.indicators.tolist() == [[0.25, 0.25, 0.5, 1, 0, 1]]


@pytest.mark.parametrize("weighting", Weighting)
def test_siblings_add_up_to_1_and_what_weighs_nothing_still_does(weighting: Weighting):
    found = drawn(weighting)
    assert (found.dimensions.shape, found.indicators.shape) == ((4000, 4), (4000, 6))
    assert np.allclose(found.dimensions.sum(axis=1), 1)
    for own in OWN:
        assert np.allclose(found.indicators[:, own].sum(axis=1), 1)
    assert not found.dimensions[:, 2].any()
    assert not found.indicators[:, 4].any()


def test_a_perturbed_weight_stays_within_the_spread_before_all_add_up_to_1_again():
    found = drawn(Weighting.PERTURBED).dimensions / [0.3, 0.1, 1, 0.6]
    ratio = found[:, 0] / found[:, 1]
    assert (ratio.min() >= 0.75 / 1.25, ratio.max() <= 1.25 / 0.75) == (True, True)
    assert (ratio.min() < 0.65, ratio.max() > 1.55) == (True, True)


def test_dirichlet_weights_have_the_mean_and_variance_of_their_distribution():
    found = drawn(Weighting.DIRICHLET, concentration=50).dimensions
    nominal = np.array([0.3, 0.1, 0, 0.6])
    assert found.mean(axis=0) == pytest.approx(nominal, abs=0.01)
    assert found.var(axis=0) == pytest.approx(nominal * (1 - nominal) / 51, rel=0.1)


def test_a_drawn_weight_never_vanishes():
    tiny = framework((1, [1, 999]))
    weights = drawn_weights(tiny, Settings(concentration=1))[Weighting.DIRICHLET]
    assert (weights.indicators > 0).all()


def test_every_weighting_has_its_own_random_numbers():
    both = drawn_weights(WEIGHTS, Settings())
    alone = drawn_weights(WEIGHTS, Settings(weightings=(Weighting.DIRICHLET,)))
    assert np.array_equal(both[Weighting.DIRICHLET].indicators, alone[Weighting.DIRICHLET].indicators)


REFUSED = [
    {"draws": 1, "weightings": (Weighting.NOMINAL,), "top": ("arithmetic",), "within": ("arithmetic",)},
    {"draws": 15},
    {"spread": 1.0},
    {"spread": -0.1},
    {"concentration": 0.5},
    {"concentration": float("nan")},
    {"floor": 0.0},
    {"seed": -1},
    {"missing": ()},
]


@pytest.mark.parametrize("changes", REFUSED, ids=str)
def test_settings_that_cannot_be_followed_are_refused(changes):
    Settings()
    with pytest.raises(InvalidSettings):
        Settings(**changes)
