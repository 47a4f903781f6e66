"""A tree of scores as the lines of a page, and what would raise it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from portal.formats import NOTHING
from scoring.engine import Part, ScoreNode, ScoreTree
from scoring.engine.advice import Improvement
from scoring.engine.points import shown
from surveys.forms.reading import ReadBack, calculated_text, read_back
from surveys.forms.reasons import option_label, reason_text
from surveys.forms.words import words
from surveys.questionnaire.model import Kind, Question, Questionnaire

PERCENT = 100
WITH_PARTS = frozenset({Kind.SELECT_MULTIPLE, Kind.MATRIX, Kind.ROWS, Kind.PERCENTAGES})


@dataclass(frozen=True, slots=True)
class Share:
    """What a node counts for: `score` 0-100 or None, its nominal `weight`, its effective `share` of the total
    in per cent, and the points that it `adds` to the total."""

    score: Fraction | None
    weight: Fraction
    share: Fraction
    adds: Fraction


@dataclass(frozen=True, slots=True)
class PartLine:
    """An option, a row, or an `inner` one: a column of the row above it; None where it is left out."""

    text: str
    points: Fraction | None
    inner: bool = False


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What the answer alone gives, 0-100 or None, and why, where EGA's review has adjusted it."""

    score: Fraction | None
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A scored question: what was answered, what it earned, and why; `by_answer` where EGA adjusted that."""

    number: str
    label: str
    answer: ReadBack
    reason: str
    counts: Share
    parts: Sequence[PartLine] = ()
    by_answer: FirstStep | None = None


@dataclass(frozen=True, slots=True)
class NodeLine:
    """A dimension with the lines of its indicators, or an indicator with those of its questions."""

    code: str
    name: str
    reason: str
    counts: Share
    nodes: list["NodeLine"] = field(default_factory=list)
    questions: list[QuestionLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One other answer, and the points that it would add to the total."""

    number: str
    label: str
    change: str
    item: str
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Explainer:
    """Turns nodes into lines; `numbers` are those that the questions have on their pages."""

    questionnaire: Questionnaire
    numbers: Mapping[str, str]

    def lines(self, tree: ScoreTree) -> list[NodeLine]:
        """The dimensions, in order."""
        return [self._node(child) for child in tree.root.children]

    def steps(self, found: Sequence[Improvement]) -> list[StepLine]:
        """What would raise the score, in the order given."""
        return [self._step(each) for each in found]

    def _node(self, node: ScoreNode) -> NodeLine:
        return NodeLine(
            code=node.code,
            name=words(self.questionnaire.node(node.code).label),
            reason=reason_text(node.reason),
            counts=_share(node),
            nodes=[self._node(child) for child in node.children if child.state is None],
            questions=[self._question(child) for child in node.children if child.state is not None],
        )

    def _question(self, node: ScoreNode) -> QuestionLine:
        question = self.questionnaire.question(node.code)
        return QuestionLine(
            number=self.numbers.get(node.code, ""),
            label=words(question.label),
            answer=_answer(question, node),
            reason=reason_text(node.reason, question),
            counts=_share(node),
            parts=list(_parts(question, node.parts)),
            by_answer=_first_step(question, node),
        )

    def _step(self, found: Improvement) -> StepLine:
        question = self.questionnaire.question(found.step.question)
        owner = question.item(found.step.item) if found.step.item else question
        return StepLine(
            number=self.numbers.get(question.name, ""),
            label=words(question.label),
            change=option_label(owner, found.step.choice) if found.step.choice else "",
            item=words(owner.label) if found.step.item else "",
            gain=found.gain,
        )


def _answer(question: Question, node: ScoreNode) -> ReadBack:
    if question.kind is Kind.CALCULATE and node.value is not None:
        return ReadBack(lines=(calculated_text(str(node.value)),))
    return read_back(question, node.value)


def _first_step(question: Question, node: ScoreNode) -> FirstStep | None:
    if node.by_answer is None:
        return None
    return FirstStep(node.by_answer.score, reason_text(node.by_answer.reason, question))


def _share(node: ScoreNode) -> Share:
    return Share(node.score, node.weight, node.effective_weight * PERCENT, node.contribution)


def _parts(question: Question, parts: Sequence[Part]) -> Iterator[PartLine]:
    """What options, percentages, rows of a matrix or those of a table with their columns earned."""
    if question.kind in WITH_PARTS:
        for part in parts:
            yield PartLine(_name(question, part), _earned(question, part))
            for column in part.parts:
                text = _chosen(question.item(column.name), column.value)
                yield PartLine(text, column.points, inner=True)


def _earned(question: Question, part: Part) -> Fraction | None:
    """A percentage counts by its weight; the others say themselves what they earned."""
    if question.kind is Kind.PERCENTAGES and part.points is not None:
        return part.points * part.weight
    return part.points


def _name(question: Question, part: Part) -> str:
    if question.kind is Kind.PERCENTAGES:
        label = words(question.item(part.name).label)
        return f"{label} · {shown(Fraction(part.value))}\u00a0% × {shown(part.weight)}"
    if question.kind is Kind.MATRIX:
        return _chosen(question.item(part.name), part.value)
    if question.kind is Kind.ROWS:
        texts = [item for item in question.items if item.kind is Kind.TEXT and item.name in part.value]
        return f"{part.name}. {part.value[texts[0].name]}" if texts else part.name
    return option_label(question, part.name)


def _chosen(item: Question, value: str | None) -> str:
    """A row of a matrix or a column of a table, with the option that was chosen there."""
    return f"{words(item.label)} · {NOTHING if value is None else option_label(item, value)}"
