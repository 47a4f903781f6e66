"""A score that explains itself: what every node and every answer gave, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience

ZERO: Final = Fraction(0)


class ScoreKind(StrEnum):
    """What a node of the tree stands for."""

    TOTAL = "total"
    DIMENSION = "dimension"
    INDICATOR = "indicator"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a node has its score: a code of reasons.REASON_MESSAGES with the texts that fill it.

    The param `choice` is the name of an option; pages show its label.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of an answer earned: an option, an item, a row ("1", "2", ...) or a column.

    `points` are 0-100 for items, rows and columns, and what the option adds for options; None when left out.
    `weight` is that among the other parts.
    """

    name: str
    value: Any = field(hash=False)
    points: Fraction | None
    weight: Fraction = Fraction(1)
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class ByAnswer:
    """What an answer alone gives, and why, where EGA's review has adjusted it: the step before `reason`."""

    score: Fraction | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class ScoreNode:
    """The score of the whole, a dimension, an indicator (`code`) or a question (`code` is its name).

    * `score`: 0-100, exact; None when the node does not apply or is left out
    * `weight`: as the questionnaire has it, among the siblings
    * `effective_weight`: the share (0-1) of the total after what does not apply was shared out
    * `contribution`: the points added to the total, `effective_weight * score`
    * `state`, `value`, `parts`: of questions only; a calculation has no state of its own but ANSWERED
    * `by_answer`: of questions that EGA's review has adjusted only; `parts` remain those of the answer
    """

    code: str
    kind: ScoreKind
    score: Fraction | None
    weight: Fraction
    effective_weight: Fraction
    contribution: Fraction
    reason: Reason
    children: tuple["ScoreNode", ...] = ()
    state: AnswerState | None = None
    value: Any = field(default=None, hash=False)
    parts: tuple[Part, ...] = ()
    by_answer: ByAnswer | None = None

    @property
    def is_adjusted(self) -> bool:
        """Whether the score is the one that EGA's review has set."""
        return self.by_answer is not None and self.score is not None

    @property
    def applicable(self) -> bool:
        """Whether the node enters the mean above it."""
        return self.score is not None

    def walk(self) -> Iterator["ScoreNode"]:
        """The node and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class ScoreTree:
    """The score of one set of answers; the contributions of the questions add up to `score` exactly."""

    audience: Audience
    engine_version: str
    root: ScoreNode

    @property
    def score(self) -> Fraction | None:
        """The total, 0-100, unrounded; None when nothing applies."""
        return self.root.score

    def walk(self) -> Iterator[ScoreNode]:
        return self.root.walk()

    def framework_nodes(self) -> Iterator[ScoreNode]:
        """The dimensions and indicators, applicable or not, in the order of the framework."""
        return (node for node in self.walk() if node.kind in {ScoreKind.DIMENSION, ScoreKind.INDICATOR})

    def questions(self) -> Iterator[ScoreNode]:
        """The scored questions, in the order of the framework."""
        return (node for node in self.walk() if node.kind is ScoreKind.QUESTION)

    def adjusted(self) -> Iterator[ScoreNode]:
        """The questions whose score EGA's review has set."""
        return (node for node in self.questions() if node.is_adjusted)

    def node(self, code: str) -> ScoreNode:
        """The dimension or indicator `code`; KeyError when there is none."""
        return _only(self.framework_nodes(), code)

    def question(self, name: str) -> ScoreNode:
        """The scored question `name`; KeyError when there is none."""
        return _only(self.questions(), name)


def _only(nodes: Iterator[ScoreNode], code: str) -> ScoreNode:
    for node in nodes:
        if node.code == code:
            return node
    raise KeyError(code)
