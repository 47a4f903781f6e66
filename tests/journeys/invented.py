"""What the officer of the journey answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from surveys.demo.plausible import BUILDERS, plausible_answers
from surveys.questionnaire.model import Question, Questionnaire
from surveys.questionnaire.vocabulary import Audience, Kind

SEEDS = 100
READINESS = 0.7


@dataclass(frozen=True)
class Answers:
    """Canonical answers of a department, at least one of every kind that is typed or chosen."""

    questionnaire: Questionnaire
    values: Mapping[str, Any]

    def of_page(self, dimension: str) -> Iterator[tuple[Question, Any]]:
        """The questions of one dimension that have an answer, in the order of the page."""
        for question in self.questionnaire.questions_on_page(dimension, Audience.DEPARTMENT):
            if question.name in self.values:
                yield question, self.values[question.name]

    def kinds(self, *dimensions: str) -> set[Kind]:
        return {question.kind for code in dimensions for question, _value in self.of_page(code)}


def invent(questionnaire: Questionnaire) -> Answers:
    """The first set of plausible answers that has every kind."""
    for seed in range(SEEDS):
        dice = Random(seed)  # noqa: S311 - made-up answers
        values = plausible_answers(questionnaire, Audience.DEPARTMENT, level=READINESS, dice=dice)
        answers = Answers(questionnaire, values)
        if answers.kinds(*(node.code for node in questionnaire.dimensions_for(Audience.DEPARTMENT))) == set(
            BUILDERS
        ):
            return answers
    raise AssertionError(f"no set of {SEEDS} has every kind of answer")
