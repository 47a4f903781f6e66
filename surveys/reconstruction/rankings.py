"""Agencies in the order in which they come to an answer."""

from collections.abc import Iterable

from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.conditions import view_of
from surveys.reconstruction.latent import Latent
from surveys.reconstruction.leans import leaning, leans
from surveys.reconstruction.places import Papers, Place

Ranking = list[tuple[int, Place]]
"""Propensity and place, the nearest first."""


class Rankings:
    """Every ranking that was made is kept: steering goes along it."""

    def __init__(self, audience: Audience, latent: Latent, papers: Papers) -> None:
        self._audience = audience
        self._latent = latent
        self._papers = papers
        self._made: dict[str, Ranking] = {}

    def make(
        self, key: str, node: str, places: Iterable[Place], *, also: str = "", indifferent: bool = False
    ) -> Ranking:
        """Rank the places for `key`; what leans to the key `also` counts too."""
        keys = [each for each in (key, also) if leans(each)]
        ranking = [
            (
                self._latent.propensity(key, node, place, indifferent=indifferent)
                + (self._leaning(keys, place) if keys else 0),
                place,
            )
            for place in places
        ]
        ranking.sort(key=lambda ranked: (-ranked[0], ranked[1]))
        self._made[key] = ranking
        return ranking

    def of(self, key: str) -> Ranking:
        """The ranking made for `key`."""
        return self._made[key]

    def _leaning(self, keys: Iterable[str], place: Place) -> int:
        view = view_of(self._papers[place.code], place.row)
        return sum(leaning(key, view, self._audience) for key in keys)
