"""Who responded. The readier an agency, the likelier; and an able province has its offices answer."""

from collections.abc import Iterable, Mapping
from typing import Final

from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.agencies import Agency
from surveys.reconstruction.characters import Character
from surveys.reconstruction.dice import SPREAD, Dice

RESPONDED: Final[Mapping[Audience, int]] = {Audience.DEPARTMENT: 274, Audience.PROVINCE: 1179}

READINESS: Final = 300
TOGETHER: Final = 260
CHANCE: Final = 920


def eagerness_of(
    agencies: Iterable[Agency], characters: Mapping[str, Character], seed: str
) -> dict[str, int]:
    """Code → how eager the agency is to answer; mean 0, standard deviation about 1000."""
    chance = Dice(seed, "eagerness")
    eagerness: dict[str, int] = {}
    for agency in sorted(agencies, key=lambda each: each.code):
        together = Dice(seed, "eagerness", agency.province or agency.ministry).bell()
        ready = characters[agency.code].readiness
        eagerness[agency.code] = (READINESS * ready + TOGETHER * together + CHANCE * chance.bell()) // SPREAD
    return eagerness


def respondents(eagerness: Mapping[str, int], audience: Audience) -> frozenset[str]:
    """The agencies that responded, as many as the report says."""
    ranked = sorted(eagerness, key=lambda code: (-eagerness[code], code))
    return frozenset(ranked[: RESPONDED[audience]])
