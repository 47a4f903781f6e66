"""From answers to the tree of scores.

At every level ``score = Σ w·s / Σ w`` over the children that apply, all unrounded. A question does not apply
when it is not asked of the agency or declared inapplicable; a dimension or an indicator when its condition
is not met, or when none of its children applies. So what does not apply shares out its weight over the rest.
Adjustments of EGA's review take the place of the scores of single questions; above them nothing differs.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from scoring.engine.adjustments import NONE, Adjustments, NotAdjustable
from scoring.engine.leaves import Leaves
from scoring.engine.mean import weighted_mean
from scoring.engine.plan import PlannedNode, plan_for, scored_questions
from scoring.engine.tree import ZERO, Reason, ScoreKind, ScoreNode, ScoreTree
from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.values import Answers
from surveys.questionnaire.vocabulary import Audience

ENGINE_VERSION: Final = "1.1"
"""Changes whenever the same answers could give another score, or another step of `scoring.engine.advice`."""

WHOLE: Final = Fraction(1)
TOTAL: Final = "total"


def score(
    questionnaire: Questionnaire, audience: Audience, answers: Answers, adjustments: Adjustments = NONE
) -> ScoreTree:
    """The exact score of canonical answers, and of `adjustments` to them, explained down to each of them.

    `scoring.engine.points.UnscorableAnswer` when an answer names an option that the questionnaire lacks,
    `NotAdjustable` when an adjusted question is not scored at the level of `audience`.
    """
    if unknown := adjustments.keys() - scored_questions(questionnaire, audience):
        raise NotAdjustable(sorted(unknown))
    evaluator = Evaluator(questionnaire, audience, answers)
    leaves = Leaves(audience, answers, evaluator, adjustments)
    dimensions = tuple(_scored(each, leaves) for each in plan_for(questionnaire, audience))
    root = _parent(TOTAL, ScoreKind.TOTAL, WHOLE, dimensions, applies=True)
    return ScoreTree(audience, ENGINE_VERSION, _shared_out(root, WHOLE))


def _scored(planned: PlannedNode, leaves: Leaves) -> ScoreNode:
    """A dimension or an indicator with all below it; the first pass, upwards."""
    code = planned.node.code
    children = (
        *(_scored(child, leaves) for child in planned.children),
        *(leaves.score(question, weight) for question, weight in planned.questions),
    )
    applies = leaves.evaluator.node_applies(code)
    return _parent(code, ScoreKind(planned.node.kind), planned.weight, children, applies=applies)


def _parent(
    code: str, kind: ScoreKind, weight: Fraction, children: tuple[ScoreNode, ...], *, applies: bool
) -> ScoreNode:
    mean = weighted_mean((child.weight, child.score) for child in children) if applies else None
    return ScoreNode(
        code=code,
        kind=kind,
        score=mean,
        weight=weight,
        effective_weight=ZERO,
        contribution=ZERO,
        reason=_reason(mean, applies=applies),
        children=children,
    )


def _reason(mean: Fraction | None, *, applies: bool) -> Reason:
    if not applies:
        return Reason("condition_not_met")
    return Reason("nothing_applies" if mean is None else "mean")


def _shared_out(node: ScoreNode, share: Fraction) -> ScoreNode:
    """The node with its share (0-1) of the total, and the same below; the second pass, downwards."""
    if node.score is None:
        share = ZERO
    weights = _total_weight(node.children)
    return replace(
        node,
        effective_weight=share,
        contribution=share * (node.score or ZERO),
        children=tuple(
            _shared_out(child, share * child.weight / weights if weights else ZERO) for child in node.children
        ),
    )


def _total_weight(children: Iterable[ScoreNode]) -> Fraction:
    return sum((child.weight for child in children if child.score is not None), ZERO)
