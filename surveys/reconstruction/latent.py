"""How near an agency is to an answer: readiness at large, in the dimension and the indicator, and chance."""

from collections.abc import Callable, Mapping
from typing import Final

from surveys.reconstruction.characters import Character
from surveys.reconstruction.dice import SPREAD, Dice
from surveys.reconstruction.places import Place

GENERAL: Final = 400
DIMENSION: Final = 220
INDICATOR: Final = 270
CHANCE: Final = 850
"""Their squares add up to about a million, so that a propensity has a standard deviation of about 1000."""

READY: Final = (GENERAL, DIMENSION, INDICATOR, CHANCE)
INDIFFERENT: Final = (-120, 0, 0, 990)
"""For what has hardly to do with being ready, as leaving a question blank."""


PURPOSES: Final[Mapping[str, Callable[[Character], int]]] = {
    "critical_infrastructure": lambda character: character.is_critical,
    "has_services": lambda character: character.serves,
}
"""What depends on what an agency is there for, before all."""

BY_PURPOSE_ALONE: Final = frozenset({"has_services"})


class Latent:
    """The same agency gets the same propensities in every run: each key has its own stream."""

    def __init__(self, characters: Mapping[str, Character], seed: str) -> None:
        self._characters = characters
        self._codes = sorted(characters)
        self._seed = seed
        self._streams: dict[str, dict[str, int]] = {}

    def propensity(self, key: str, node: str, place: Place, *, indifferent: bool = False) -> int:
        """How near `place` is to the best answer of `key`, among all agencies; mean 0, deviation 1000."""
        loadings = INDIFFERENT if indifferent or key in BY_PURPOSE_ALONE else READY
        general, dimension, indicator, chance = loadings
        code = place.code
        character = self._characters[code]
        return (
            general * character.readiness
            + dimension * self.bell(f"dimension {node[:1]}", code)
            + indicator * self.bell(f"indicator {node}", code)
            + chance * self.bell(f"{key} {place.row}", code)
        ) // SPREAD + (PURPOSES[key](character) if key in PURPOSES else 0)

    def bell(self, key: str, code: str) -> int:
        """One throw for each key and agency."""
        if key not in self._streams:
            dice = Dice(self._seed, key)
            self._streams[key] = {each: dice.bell() for each in self._codes}
        return self._streams[key][code]
