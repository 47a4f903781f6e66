"""Finds out what can be moved in an indicator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from surveys.questionnaire.elements import Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience, Kind
from surveys.reconstruction.levers import MOVED, ChoiceLever, Lever, NumberLever, OptionLever
from surveys.reconstruction.quotas import UNANSWERED, Quota
from surveys.reconstruction.rankings import Rankings


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes the levers of an indicator."""

    questionnaire: Questionnaire
    audience: Audience
    quotas: Mapping[str, Quota]
    rankings: Rankings
    deciding: frozenset[str]
    codes: tuple[str, ...]

    def levers(self, indicator: str) -> list[Lever]:
        """All that can be moved in the indicator, in the order of the questionnaire."""
        return [
            lever
            for question in self.questionnaire.questions_of(indicator, self.audience)
            if question.scored_for(self.audience)
            for lever in self._of(question)
        ]

    def _of(self, question: Question) -> Iterator[Lever]:
        if question.name in MOVED:
            yield NumberLever(question.name, MOVED[question.name], dict.fromkeys(self.codes, 0))
        elif question.kind in (Kind.MATRIX, Kind.ROWS):
            for item in question.items_for(self.audience):
                yield from self._between(item)
        elif question.kind is Kind.SELECT_ONE and question.name not in self.deciding:
            yield from self._between(question)
        elif question.kind is Kind.SELECT_MULTIPLE and question.name not in self.deciding:
            yield from self._options(question)

    def _between(self, question: Question) -> Iterator[Lever]:
        """Neighbouring free options that differ in points."""
        quota = self.quotas.get(question.name, {})
        names = [name for name, amount in quota.items() if amount.is_free and name not in UNANSWERED]
        for better, lesser in pairwise(names):
            if question.choice(better).score != question.choice(lesser).score:
                yield ChoiceLever(self.rankings.of(question.name), better, lesser)

    def _options(self, question: Question) -> Iterator[Lever]:
        choices = question.choices_for(self.audience)
        order = tuple(choice.name for choice in choices)
        alone = frozenset(choice.name for choice in choices if choice.exclusive)
        for name, amount in self.quotas.get(question.name, {}).items():
            if amount.is_free and name not in alone.union(UNANSWERED):
                yield OptionLever(self.rankings.of(f"{question.name}/{name}"), name, order, alone)
