"""What would raise a score most: other answers, one at a time, each scored by the engine itself.

Nothing is estimated. An answer that opens a gate is scored with the questions behind it unanswered, so what
it would bring once they are answered too may be more. Where EGA's review has set the score, no other answer
would raise it, so there is no step.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from scoring.engine.adjustments import NONE, Adjustments
from scoring.engine.scoring import score
from scoring.engine.tree import ScoreNode
from surveys.questionnaire.elements import Choice, Question
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import Answers, Value, is_declared
from surveys.questionnaire.vocabulary import Audience, Kind, Method

FULL: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Step:
    """One other answer to one question.

    * `choice`: the option to choose or to add, where the step is one; "" for a full mark
    * `item`: the row of a matrix that the option belongs to; "" elsewhere
    * `value`: the whole answer then, or None where no single answer stands for the full mark
    """

    question: str
    choice: str = ""
    item: str = ""
    value: Value | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Improvement:
    """What a step would add to the total, in points of 0-100, exactly; always more than 0."""

    step: Step
    gain: Fraction


def improvements(
    questionnaire: Questionnaire, audience: Audience, answers: Answers, adjustments: Adjustments = NONE
) -> tuple[Improvement, ...]:
    """Every step that raises the total, the greatest gain first; those of equal gain as they are asked.

    The exceptions are those of `scoring.engine.score`.
    """

    def rescored(other: Answers) -> Fraction:
        return score(questionnaire, audience, other, adjustments).score or Fraction(0)

    tree = score(questionnaire, audience, answers, adjustments)
    now = tree.score or Fraction(0)
    found = [
        Improvement(step, gain)
        for node in tree.questions()
        for step in _steps(questionnaire.question(node.code), audience, answers.get(node.code), node)
        if (gain := _gain(rescored, answers, step, node, now)) > 0
    ]
    return tuple(sorted(found, key=lambda each: -each.gain))


def _gain(
    rescored: Callable[[Answers], Fraction], answers: Answers, step: Step, node: ScoreNode, now: Fraction
) -> Fraction:
    if step.value is None:
        return node.effective_weight * (FULL - (node.score or 0))
    return rescored({**answers, step.question: step.value}) - now


def _steps(question: Question, audience: Audience, value: Value | None, node: ScoreNode) -> Iterator[Step]:
    """The steps open to a question that counts, has not the full mark and was not adjusted."""
    if node.state is AnswerState.NOT_APPLICABLE or is_declared(value) or node.score == FULL:
        return
    if node.is_adjusted:
        return
    yield from STEPS.get(question.kind, _full_mark)(question, audience, value)


def _options(question: Question, audience: Audience, value: Value | None) -> Iterator[Step]:
    for choice in question.choices_for(audience):
        if choice.name != value:
            yield Step(question.name, choice.name, value=choice.name)


def _ticks(question: Question, audience: Audience, value: Value | None) -> Iterator[Step]:
    chosen = {name for name in value or () if not question.choice(name).exclusive}
    offered = question.choices_for(audience)
    for choice in offered:
        if choice.name not in chosen and not choice.exclusive:
            names = [each.name for each in offered if each.name in chosen or each is choice]
            yield Step(question.name, choice.name, value=names)


def _cells(question: Question, audience: Audience, value: Value | None) -> Iterator[Step]:
    stated: Mapping[str, str] = value or {}
    for item in question.items_for(audience):
        for choice in item.choices_for(audience):
            if choice.name != stated.get(item.name):
                yield Step(question.name, choice.name, item.name, {**stated, item.name: choice.name})


def _table(question: Question, audience: Audience, value: Value | None) -> Iterator[Step]:
    """The rows that there are, each at its best; an empty table has none that could be given."""
    best = {
        item.name: _best(item.choices_for(audience)).name
        for item in question.items_for(audience)
        if item.method is not None
    }
    yield Step(question.name, value=[{**row, **best} for row in value] if value else None)


def _full_mark(question: Question, _audience: Audience, _value: Value | None) -> Iterator[Step]:
    """Numbers and percentages: how they would reach it depends on more than one number.

    A calculation that is itself the score moves with the answers it is made of, which have steps themselves.
    """
    if (question.kind, question.method) != (Kind.CALCULATE, Method.VALUE):
        yield Step(question.name)


def _best(choices: tuple[Choice, ...]) -> Choice:
    return max(choices, key=lambda choice: choice.score or 0)


STEPS: Final[Mapping[Kind, Callable[[Question, Audience, Any], Iterator[Step]]]] = {
    Kind.SELECT_ONE: _options,
    Kind.SELECT_MULTIPLE: _ticks,
    Kind.MATRIX: _cells,
    Kind.ROWS: _table,
}
