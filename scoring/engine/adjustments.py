"""What EGA's review makes of a score that an answer gives: a step of its own, after the answer's.

Only a scored question that applies can be adjusted. One left out as not stated applies, so its adjusted
score counts; one that is not asked or was declared inapplicable stays left out, and its node says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from scoring.engine.points import FULL, shown
from scoring.engine.tree import ByAnswer, Reason, ScoreNode, ScoreTree
from surveys.questionnaire.states import AnswerState


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The score (0-100) that EGA's review gives a question, and why; ValueError for another score."""

    score: Fraction
    reason: str

    def __post_init__(self) -> None:
        if not 0 <= self.score <= FULL:
            raise ValueError(f"an adjusted score lies between 0 and 100, not at {self.score}")


Adjustments = Mapping[str, Adjustment]
"""By the name of the question."""

NONE: Final[Adjustments] = {}


class NotAdjustable(ValueError):
    """Adjustments of questions that are not scored at this level; none is silently left out."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = tuple(questions)
        super().__init__(f"not scored at this level, so not adjustable: {', '.join(self.questions)}")


def adjustments_in(tree: ScoreTree) -> Adjustments:
    """The adjustments that a tree was scored with, also those without effect."""
    return {
        node.code: Adjustment(
            Fraction(node.reason.params["score"]) if node.score is None else node.score,
            node.reason.params["reason"],
        )
        for node in tree.questions()
        if node.by_answer is not None
    }


def adjusted(leaf: ScoreNode, adjustment: Adjustment | None) -> ScoreNode:
    """The node of a question after the review, which keeps what the answer alone gives and why."""
    if adjustment is None:
        return leaf
    applies = leaf.state is not AnswerState.NOT_APPLICABLE
    params = {"score": shown(adjustment.score), "reason": adjustment.reason}
    return replace(
        leaf,
        score=adjustment.score if applies else None,
        reason=Reason("adjusted" if applies else "adjusted_without_effect", params),
        by_answer=ByAnswer(leaf.score, leaf.reason),
    )
