"""The score of one question, whatever became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scoring.engine.adjustments import Adjustments, adjusted
from scoring.engine.methods import points_for
from scoring.engine.points import Answered, Points
from scoring.engine.tree import ZERO, Part, Reason, ScoreKind, ScoreNode
from surveys.questionnaire.elements import Question
from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.states import AnswerState, state_of
from surveys.questionnaire.values import Answers, Value, is_declared, reason_of
from surveys.questionnaire.vocabulary import Audience, Missing

NOT_STATED: Final[Mapping[Missing, tuple[Fraction | None, Reason]]] = {
    Missing.ZERO: (ZERO, Reason("not_stated_zero")),
    Missing.SKIP: (None, Reason("not_stated_skipped")),
}


@dataclass(frozen=True, slots=True)
class Leaves:
    """Scores the questions of one set of answers."""

    audience: Audience
    answers: Answers
    evaluator: Evaluator
    adjustments: Adjustments

    def score(self, question: Question, weight: Fraction) -> ScoreNode:
        """The node of a scored question; it does not know yet what it contributes."""
        return adjusted(self._by_answer(question, weight), self.adjustments.get(question.name))

    def _by_answer(self, question: Question, weight: Fraction) -> ScoreNode:
        stated = self.answers.get(question.name)
        if question.name not in self.evaluator.applicable:
            return _leaf(question, weight, AnswerState.NOT_APPLICABLE, None, Reason("not_asked"))
        if is_declared(stated):
            reason = Reason("declared", {"reason": reason_of(stated)})
            return _leaf(question, weight, AnswerState.NOT_APPLICABLE, None, reason, stated)
        return self._asked(question, weight, self.evaluator.effective.get(question.name))

    def _asked(self, question: Question, weight: Fraction, value: Value | None) -> ScoreNode:
        points = self._points(question, value)
        if points is None:
            score, reason = NOT_STATED[question.missing]
            return _leaf(question, weight, AnswerState.NOT_STATED, score, reason, value)
        state = state_of(question, value, applicable=True)
        return _leaf(question, weight, state, points.score, points.reason, value, points.parts)

    def _points(self, question: Question, value: Value | None) -> Points | None:
        if value is None:
            return None
        return points_for(Answered(question, value, self.audience, self.evaluator.effective))


def _leaf(
    question: Question,
    weight: Fraction,
    state: AnswerState,
    score: Fraction | None,
    reason: Reason,
    value: Value | None = None,
    parts: tuple[Part, ...] = (),
) -> ScoreNode:
    return ScoreNode(
        code=question.name,
        kind=ScoreKind.QUESTION,
        score=score,
        weight=weight,
        effective_weight=ZERO,
        contribution=ZERO,
        reason=reason,
        state=state,
        value=value,
        parts=parts,
    )
