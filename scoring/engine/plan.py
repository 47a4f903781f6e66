"""The framework of one audience with exact weights, made once for each questionnaire."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from surveys.questionnaire.elements import Node, Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class PlannedNode:
    """A dimension with its indicators, or an indicator with its scored questions and their weights."""

    node: Node
    weight: Fraction
    children: tuple["PlannedNode", ...]
    questions: tuple[tuple[Question, Fraction], ...]

    def names(self) -> Iterator[str]:
        """The scored questions in it."""
        yield from (question.name for question, _ in self.questions)
        for child in self.children:
            yield from child.names()


@lru_cache(maxsize=64)
def plan_for(questionnaire: Questionnaire, audience: Audience) -> tuple[PlannedNode, ...]:
    """The dimensions surveyed of `audience`."""
    return _children(questionnaire, "", audience)


@lru_cache(maxsize=64)
def scored_questions(questionnaire: Questionnaire, audience: Audience) -> frozenset[str]:
    """The names of the questions that are scored at the level of `audience`, so that they can be adjusted."""
    return frozenset(name for planned in plan_for(questionnaire, audience) for name in planned.names())


def _children(questionnaire: Questionnaire, code: str, audience: Audience) -> tuple[PlannedNode, ...]:
    return tuple(
        _planned(questionnaire, node, audience) for node in questionnaire.children_for(code, audience)
    )


def _planned(questionnaire: Questionnaire, node: Node, audience: Audience) -> PlannedNode:
    return PlannedNode(
        node=node,
        weight=Fraction(node.weights[audience]),
        children=_children(questionnaire, node.code, audience),
        questions=tuple(
            (question, Fraction(question.weights[audience]))
            for question in questionnaire.questions_of(node.code, audience)
            if question.scored_for(audience)
        ),
    )
