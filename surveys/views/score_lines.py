"""The scores of dimensions and indicators as lines of a table."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.models import NodeScore
from surveys.forms.words import words
from surveys.questionnaire.model import Audience, Node, Questionnaire

PERCENT = 100


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One node. `score` is 0-100 or None (not applicable); weights are percent; `points` sum to the total."""

    code: str
    name: str
    score: Decimal | None
    weight: Decimal
    effective_weight: Decimal
    points: Decimal
    lines: list["ScoreLine"] = field(default_factory=list)

    @property
    def bar(self) -> str:
        """The length of the bar in a picture 100 wide, written so that no language changes the point."""
        return f"{self.score or 0:.2f}"


def score_lines(
    questionnaire: Questionnaire, audience: Audience, scores: Iterable[NodeScore]
) -> list[ScoreLine]:
    """The dimensions in order, each with the lines of its indicators."""
    by_code = {each.code: each for each in scores}
    return [
        _line(
            node,
            by_code,
            [_line(child, by_code) for child in questionnaire.children_for(node.code, audience)],
        )
        for node in questionnaire.dimensions_for(audience)
    ]


def _line(node: Node, by_code: dict[str, NodeScore], lines: list[ScoreLine] | None = None) -> ScoreLine:
    score = by_code[node.code]
    return ScoreLine(
        code=node.code,
        name=words(node.label),
        score=score.score,
        weight=score.weight,
        effective_weight=score.effective_weight * PERCENT,
        points=score.contribution,
        lines=lines or [],
    )
