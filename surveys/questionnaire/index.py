"""Lookups of a questionnaire, made once when it is loaded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from surveys.questionnaire.elements import Node, Question
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Index:
    nodes: Mapping[str, Node]
    questions: Mapping[str, Question]
    owners: Mapping[str, Question]
    surveyed: frozenset[tuple[str, Audience]]
    asked: Mapping[Audience, tuple[Question, ...]]

    @classmethod
    def of(cls, nodes: Iterable[Node], questions: Iterable[Question]) -> Self:
        by_code = {node.code: node for node in nodes}
        surveyed = frozenset(_surveyed(by_code))
        return cls(
            nodes=by_code,
            questions={question.name: question for question in questions},
            owners={each.name: question for question in questions for each in (question, *question.items)},
            surveyed=surveyed,
            asked={audience: _asked(questions, surveyed, audience) for audience in Audience},
        )


def _surveyed(nodes: Mapping[str, Node]) -> Iterator[tuple[str, Audience]]:
    """A node is surveyed where it and the node above it have a weight."""
    for node in nodes.values():
        parent = nodes.get(node.parent)
        for audience in node.weights:
            if parent is None or audience in parent.weights:
                yield node.code, audience


def _asked(
    questions: Iterable[Question], surveyed: frozenset[tuple[str, Audience]], audience: Audience
) -> tuple[Question, ...]:
    return tuple(
        question
        for question in questions
        if question.asked_of(audience) and (question.node, audience) in surveyed
    )
