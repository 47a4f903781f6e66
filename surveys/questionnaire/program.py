"""In which order the questions of an audience are decided, and by which conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter

from surveys.questionnaire.elements import Node, Question
from surveys.questionnaire.expressions import names_in
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.tree import calculation_xpath, condition_xpath, path_of
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Step:
    """One question with the conditions (XPath) under which it is asked."""

    question: Question
    conditions: tuple[str, ...]
    calculation: str


@dataclass(frozen=True, slots=True)
class Program:
    """The steps in an order in which every question comes after those that its conditions look at.

    `nodes` has the conditions of every node surveyed; `paths` says where each name stands in the tree.
    """

    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    nodes: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dependency:
    """That a question depends on the question `on`; `node` is the node whose condition says so, or ""."""

    on: str
    node: str = ""


@lru_cache(maxsize=64)
def program_for(questionnaire: Questionnaire, audience: Audience) -> Program:
    """The program of a questionnaire; graphlib.CycleError when its conditions lead back to themselves."""
    questions = questionnaire.questions_for(audience)
    paths = dict(_paths(questions))
    graph = {
        question.name: {each.on for each in dependencies(questionnaire, question)} for question in questions
    }
    return Program(
        questions=questions,
        steps=tuple(
            _step(questionnaire, questionnaire.question(name), paths)
            for name in TopologicalSorter(graph).static_order()
        ),
        nodes={
            node.code: _conditions(_conditional(questionnaire, node.code), paths)
            for node in questionnaire.nodes
            if questionnaire.surveys(node.code, audience)
        },
        paths=paths,
    )


def asked_when(questionnaire: Questionnaire, question: Question) -> str:
    """The whole condition of a question, with those of its dimension and indicator; "" where it has none."""
    conditions = conditions_of(questionnaire, question)
    return conditions[0] if len(conditions) == 1 else " and ".join(f"({each})" for each in conditions)


def conditions_of(questionnaire: Questionnaire, question: Question) -> tuple[str, ...]:
    """The expressions that must all hold: of the dimension, of the indicator, of the question itself."""
    nodes = (node.relevant for node in _governing(questionnaire, question))
    return tuple(dict.fromkeys(each for each in (*nodes, question.relevant) if each))


def dependencies(questionnaire: Questionnaire, question: Question) -> Iterator[Dependency]:
    """The questions that decide whether `question` is asked, or that it is calculated from."""
    for expression in (question.relevant, question.calculation):
        for name in _owners(questionnaire, expression):
            yield Dependency(name)
    for node in _governing(questionnaire, question):
        for name in _owners(questionnaire, node.relevant):
            yield Dependency(name, node.code)


def _governing(questionnaire: Questionnaire, question: Question) -> Iterator[Node]:
    """The nodes whose condition a question must meet: not those whose condition looks at its answer."""
    for node in _conditional(questionnaire, question.node):
        if question.name not in _owners(questionnaire, node.relevant):
            yield node


def _conditional(questionnaire: Questionnaire, code: str) -> Iterator[Node]:
    """The node `code` and the one above it, as far as they have a condition."""
    node = questionnaire.node(code)
    if node.parent:
        yield from _conditional(questionnaire, node.parent)
    if node.relevant:
        yield node


def _owners(questionnaire: Questionnaire, expression: str) -> list[str]:
    """The questions that an expression looks at."""
    owners = {questionnaire.owner_of(name) for name in names_in(expression)}
    return sorted(owner.name for owner in owners if owner is not None)


def _step(questionnaire: Questionnaire, question: Question, paths: Mapping[str, str]) -> Step:
    conditions = tuple(condition_xpath(each, paths) for each in conditions_of(questionnaire, question))
    calculation = calculation_xpath(question.calculation, paths) if question.calculation else ""
    return Step(question, conditions, calculation)


def _conditions(nodes: Iterator[Node], paths: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(condition_xpath(node.relevant, paths) for node in nodes)


def _paths(questions: tuple[Question, ...]) -> Iterator[tuple[str, str]]:
    for question in questions:
        yield question.name, path_of(question)
        for item in question.items:
            yield item.name, path_of(question, item.name)
