"""What answers are worth. Pure: no Django, no clock, no database."""

from scoring.engine.adjustments import Adjustment, Adjustments, NotAdjustable
from scoring.engine.points import UnscorableAnswer
from scoring.engine.reasons import REASON_MESSAGES
from scoring.engine.scoring import ENGINE_VERSION, score
from scoring.engine.tree import ByAnswer, Part, Reason, ScoreKind, ScoreNode, ScoreTree

__all__ = [
    "ENGINE_VERSION",
    "REASON_MESSAGES",
    "Adjustment",
    "Adjustments",
    "ByAnswer",
    "NotAdjustable",
    "Part",
    "Reason",
    "ScoreKind",
    "ScoreNode",
    "ScoreTree",
    "UnscorableAnswer",
    "score",
]
