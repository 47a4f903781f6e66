"""Which choices are varied, how far and how often."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product


class InvalidSettings(ValueError):
    """Settings that no analysis can follow; the message says which."""


class Weighting(StrEnum):
    """Where the weights of a draw come from, at both levels."""

    NOMINAL = "nominal"
    PERTURBED = "perturbed"
    DIRICHLET = "dirichlet"


class Mean(StrEnum):
    """How children become the score of their parent."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"


class MissingRule(StrEnum):
    """What becomes of an indicator that is not stated; what does not apply is always left out."""

    SHARED = "shared"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Rules:
    """One combination of choices; a draw follows one."""

    weighting: Weighting = Weighting.NOMINAL
    top: Mean = Mean.ARITHMETIC
    within: Mean = Mean.ARITHMETIC
    missing: MissingRule = MissingRule.SHARED


NOMINAL = Rules()
"""How the engine scores."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the Monte Carlo analysis varies.

    * `spread`: a perturbed weight is its nominal one times a uniform number of 1 - spread to 1 + spread
    * `concentration`: that of the Dirichlet distribution; the higher, the nearer to the nominal weights
    * `floor`: a geometric mean counts lower scores as this, since one 0 would make the whole mean 0
    * `weightings`, `top`, `within`, `missing`: the choices; each combination gets an equal share of the draws
    """

    seed: int = 2560
    draws: int = 1000
    spread: float = 0.25
    concentration: float = 100.0
    floor: float = 1.0
    weightings: tuple[Weighting, ...] = (Weighting.PERTURBED, Weighting.DIRICHLET)
    top: tuple[Mean, ...] = (Mean.ARITHMETIC, Mean.GEOMETRIC)
    within: tuple[Mean, ...] = (Mean.ARITHMETIC, Mean.GEOMETRIC)
    missing: tuple[MissingRule, ...] = (MissingRule.SHARED, MissingRule.ZERO)

    def __post_init__(self) -> None:
        if not 0 <= self.spread < 1:
            raise InvalidSettings("the spread must be from 0 to less than 1")
        if not self.concentration >= 1:
            raise InvalidSettings("the concentration must be 1 or more")
        if not 0 < self.floor <= 100:
            raise InvalidSettings("the floor of geometric means must be above 0 and at most 100")
        if self.seed < 0:
            raise InvalidSettings("the seed must be 0 or more")
        if not self.combinations or self.draws < max(2, len(self.combinations)):
            raise InvalidSettings("there must be two draws or more, and one for every combination")

    @property
    def combinations(self) -> tuple[Rules, ...]:
        """Every combination of the choices; draw i follows the one at i modulo their number."""
        return tuple(Rules(*each) for each in product(self.weightings, self.top, self.within, self.missing))
