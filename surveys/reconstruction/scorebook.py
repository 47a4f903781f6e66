"""The scores of all agencies of one level, kept up to date while answers change.

The points of an answer are the engine's own; what is quick here is that one change costs one answer, one
indicator, one dimension and one total. Scores are whole billionths of a point, rounded down: near enough to
steer by, and the same on every machine. The engine has the last word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scoring.engine.leaves import NOT_STATED
from scoring.engine.methods import points_for
from scoring.engine.plan import PlannedNode, plan_for
from scoring.engine.points import Answered
from surveys.questionnaire.elements import Question
from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.values import Value, is_declared
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.asking import Asking
from surveys.reconstruction.places import Papers
from surveys.reconstruction.whole import POINT, weighted, whole

TOTAL: Final = "total"


@dataclass(slots=True)
class Sheet:
    """One agency: what is asked of it, its answers that count, the scores of its questions and nodes."""

    asked: frozenset[str]
    stated: dict[str, Value]
    nodes: frozenset[str]
    scores: dict[str, int | None]


class Scorebook:
    """Sums and counts of the scores of every node over the agencies to which it applies."""

    def __init__(self, questionnaire: Questionnaire, audience: Audience, papers: Papers) -> None:
        self.questionnaire = questionnaire
        self.audience = audience
        self.papers = papers
        self._plan = plan_for(questionnaire, audience)
        self._deciding = Asking(questionnaire, audience).deciding | {TOTAL}
        self._children = {each.node.code: each.children for each in self._plan}
        self._places = dict(_places(self._plan))
        self._known: dict[tuple[str, str | tuple[str, ...] | None], int | None] = {}
        self._sums: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._sheets: dict[str, Sheet] = {}
        for code in papers:
            self.refresh(code)

    def refresh(self, code: str) -> None:
        """Score an agency anew, whatever was changed in its answers."""
        evaluator = Evaluator(self.questionnaire, self.audience, self.papers[code])
        nodes = frozenset(node for node in self._nodes() if evaluator.node_applies(node))
        old = self._sheets.get(code)
        sheet = Sheet(evaluator.applicable, dict(evaluator.effective), nodes, {})
        self._sheets[code] = sheet
        for _dimension, indicator in self._places.values():
            for question, _weight in indicator.questions:
                sheet.scores[question.name] = self._points(question, code)
        for dimension in self._plan:
            for indicator in dimension.children:
                sheet.scores[indicator.node.code] = self._mean(indicator, sheet)
            sheet.scores[dimension.node.code] = self._mean(dimension, sheet)
        sheet.scores[TOTAL] = self._total(sheet)
        for node in (*self._nodes(), TOTAL):
            self._account(node, old.scores[node] if old else None, sheet.scores[node])

    def change(self, code: str, question: str, value: Value) -> None:
        """Write another answer."""
        self.papers[code][question] = value
        if question in self._deciding or question not in self._places:
            self.refresh(code)
        else:
            self._update(code, self.questionnaire.question(question), value)

    def mean(self, node: str) -> Fraction:
        """The mean over the agencies to which the node applies."""
        return Fraction(self._sums[node], self._counts[node] * POINT)

    def count(self, node: str) -> int:
        return self._counts[node]

    def score(self, code: str, node: str) -> int | None:
        """The score of one agency, in billionths."""
        return self._sheets[code].scores[node]

    def effect(self, node: str, above: str, giver: str, taker: str) -> Fraction:
        """By how much the mean of the node `above` moves when `giver` hands its `node` over to `taker`."""
        score = self._sheets[giver].scores[node]
        moved = (
            self._above(above, taker, node, score)
            + self._above(above, giver, node, None)
            - self._above(above, taker, node, None)
            - self._above(above, giver, node, score)
        )
        return Fraction(moved, self._counts[above] * POINT)

    def _above(self, above: str, code: str, node: str, score: int | None) -> int:
        """The score of the node `above` of one agency, were that of `node` below it `score`."""
        scores = {**self._sheets[code].scores, node: score}
        children = self._plan if above == TOTAL else self._children[above]
        return weighted([(child.weight, scores[child.node.code]) for child in children]) or 0

    def _update(self, code: str, question: Question, value: Value) -> None:
        sheet = self._sheets[code]
        dimension, indicator = self._places[question.name]
        if is_declared(value):
            sheet.stated.pop(question.name, None)
        else:
            sheet.stated[question.name] = value
        sheet.scores[question.name] = self._points(question, code)
        self._set(sheet, indicator.node.code, self._mean(indicator, sheet))
        self._set(sheet, dimension.node.code, self._mean(dimension, sheet))
        self._set(sheet, TOTAL, self._total(sheet))

    def _set(self, sheet: Sheet, node: str, score: int | None) -> None:
        self._account(node, sheet.scores[node], score)
        sheet.scores[node] = score

    def _account(self, node: str, old: int | None, new: int | None) -> None:
        self._sums[node] = self._sums.get(node, 0) + (new or 0) - (old or 0)
        self._counts[node] = self._counts.get(node, 0) + (new is not None) - (old is not None)

    def _points(self, question: Question, code: str) -> int | None:
        sheet = self._sheets[code]
        if question.name not in sheet.asked or is_declared(self.papers[code].get(question.name)):
            return None
        value = sheet.stated.get(question.name)
        if not question.kind.is_select:
            return self._worth(question, value, sheet)
        key = (question.name, value if isinstance(value, str | None) else tuple(value))
        if key not in self._known:
            self._known[key] = self._worth(question, value, sheet)
        return self._known[key]

    def _worth(self, question: Question, value: Value | None, sheet: Sheet) -> int | None:
        answered = Answered(question, value, self.audience, sheet.stated)
        points = None if value is None else points_for(answered)
        return whole(points.score if points else NOT_STATED[question.missing][0])

    def _mean(self, planned: PlannedNode, sheet: Sheet) -> int | None:
        if planned.node.code not in sheet.nodes:
            return None
        children = [(child.weight, sheet.scores[child.node.code]) for child in planned.children]
        questions = [(weight, sheet.scores[question.name]) for question, weight in planned.questions]
        return weighted(children + questions)

    def _total(self, sheet: Sheet) -> int | None:
        return weighted([(each.weight, sheet.scores[each.node.code]) for each in self._plan])

    def _nodes(self) -> Iterator[str]:
        for dimension in self._plan:
            yield dimension.node.code
            yield from (indicator.node.code for indicator in dimension.children)


def _places(plan: tuple[PlannedNode, ...]) -> Iterator[tuple[str, tuple[PlannedNode, PlannedNode]]]:
    """Question → its dimension and indicator."""
    for dimension in plan:
        for indicator in dimension.children:
            for question, _weight in indicator.questions:
                yield question.name, (dimension, indicator)
