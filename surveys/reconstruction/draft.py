"""The answers of all agencies of one level in the making."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.characters import Character
from surveys.reconstruction.latent import Latent
from surveys.reconstruction.places import Papers
from surveys.reconstruction.quotas import Quota, QuotaError
from surveys.reconstruction.rankings import Rankings


@dataclass(slots=True)
class Draft:
    """What is asked, of whom, how many give which answer, and the papers so far."""

    questionnaire: Questionnaire
    audience: Audience
    characters: Mapping[str, Character]
    quotas: Mapping[str, Quota]
    latent: Latent
    rankings: Rankings
    papers: Papers
    seed: str

    @classmethod
    def blank(
        cls,
        questionnaire: Questionnaire,
        audience: Audience,
        characters: Mapping[str, Character],
        quotas: Mapping[str, Quota],
        seed: str,
    ) -> "Draft":
        papers: Papers = {code: {} for code in sorted(characters)}
        latent = Latent(characters, seed)
        rankings = Rankings(audience, latent, papers)
        return cls(questionnaire, audience, characters, quotas, latent, rankings, papers, seed)

    def quota(self, key: str) -> Quota:
        """The quota of a question or an item; QuotaError when the table has none."""
        if key not in self.quotas:
            raise QuotaError(f"no quota for {key} at the level {self.audience}")
        return self.quotas[key]
