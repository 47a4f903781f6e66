"""What an agency is like: how large, how ready, and what it is there for. None of it is a fact about it.

Whole numbers throughout; a thousand is one standard deviation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt
from typing import Final

from surveys.reconstruction.agencies import Agency
from surveys.reconstruction.dice import SPREAD, Dice
from surveys.reconstruction.tables import read_table

LADDER: Final = (
    *(8, 12, 18, 24, 32, 43, 58, 80, 105, 140, 190, 255, 345, 465, 630, 850, 1150, 1550, 2100, 2800),
    *(3800, 5100, 6900, 9300, 12600, 17000, 23000, 31000, 42000, 57000, 77000, 104000, 140000, 190000),
)
"""Numbers of staff, each about a third more than the one before."""

RUNG: Final[Mapping[str, int]] = {
    "government": 13,
    "state-enterprise": 14,
    "public-organisation": 8,
    "independent": 9,
    "special-local": 20,
    "provincial-office": 4,
}
"""Where on the ladder the agencies of a type stand on average."""

TYPE_READINESS: Final[Mapping[str, int]] = {
    "government": -150,
    "state-enterprise": 350,
    "public-organisation": 50,
    "independent": 100,
}
RUNG_READINESS: Final = 90
GROUP_READINESS: Final = 230


@dataclass(frozen=True, slots=True)
class Character:
    """`readiness`: among the agencies asked at its level; `serves`, `is_critical`: what it is there for."""

    staff: int
    readiness: int
    serves: int
    is_critical: int


@dataclass(frozen=True, slots=True)
class Trait:
    """What the table says of an agency, or of all offices of a kind."""

    rung: int | None = None
    serves: int = 0
    is_critical: int = 0
    readiness: int = 0


def characters_of(agencies: Iterable[Agency], seed: str) -> dict[str, Character]:
    """Code → character, the same for the same seed."""
    agencies = sorted(agencies, key=lambda agency: agency.code)
    traits = _read_traits()
    dice = Dice(seed, "size")
    rungs = {agency.code: _rung(agency, _trait(agency, traits), dice) for agency in agencies}
    readiness = standardised(_readiness(agencies, traits, rungs, seed))
    dice = Dice(seed, "staff")
    return {
        agency.code: Character(
            staff=_staff(rungs[agency.code], dice),
            readiness=readiness[agency.code],
            serves=_trait(agency, traits).serves,
            is_critical=_trait(agency, traits).is_critical,
        )
        for agency in agencies
    }


def standardised(values: Mapping[str, int]) -> dict[str, int]:
    """The values moved and stretched to mean 0 and standard deviation `SPREAD`."""
    mean = sum(values.values()) // len(values)
    deviation = isqrt(sum((value - mean) ** 2 for value in values.values()) // len(values)) or 1
    return {code: (value - mean) * SPREAD // deviation for code, value in values.items()}


def _read_traits() -> dict[str, Trait]:
    return {
        row["agency"]: Trait(
            rung=int(row["rung"]) if row["rung"] else None,
            serves=int(row["serves"] or 0),
            is_critical=int(row["critical"] or 0),
            readiness=int(row["readiness"] or 0),
        )
        for row in read_table("traits.csv")
    }


def _trait(agency: Agency, traits: Mapping[str, Trait]) -> Trait:
    return traits.get(agency.code) or traits.get(agency.group) or Trait()


def _rung(agency: Agency, trait: Trait, dice: Dice) -> int:
    """A step of the ladder, in thousandths. The table's own word is kept closer than that of the type."""
    rough = dice.bell()
    if trait.rung is not None:
        return trait.rung * SPREAD + rough // 2
    return RUNG[agency.type] * SPREAD + 2 * rough


def _staff(rung: int, dice: Dice) -> int:
    step, part = divmod(min(max(rung, 0), (len(LADDER) - 2) * SPREAD), SPREAD)
    lower, upper = list(pairwise(LADDER))[step]
    return lower + (upper - lower) * part // SPREAD + dice.below(max(2, lower // 20))


def _readiness(
    agencies: Iterable[Agency], traits: Mapping[str, Trait], rungs: Mapping[str, int], seed: str
) -> dict[str, int]:
    """Large agencies and those of an able ministry or province are readier; most is their own."""
    own, shared = Dice(seed, "readiness"), _Shared(seed)
    return {
        agency.code: TYPE_READINESS.get(agency.type, 0)
        + _trait(agency, traits).readiness
        + RUNG_READINESS * (rungs[agency.code] - RUNG[agency.type] * SPREAD) // SPREAD
        + shared.of(agency.group)
        + shared.of(agency.province)
        + own.bell()
        for agency in agencies
    }


class _Shared:
    """What the agencies of a ministry, a kind or a province have in common."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._known: dict[str, int] = {"": 0}

    def of(self, group: str) -> int:
        if group not in self._known:
            self._known[group] = Dice(self._seed, "shared", group).bell() * GROUP_READINESS // SPREAD
        return self._known[group]
