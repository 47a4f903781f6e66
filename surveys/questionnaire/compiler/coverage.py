"""Whether every indicator that counts has a question that is scored."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from surveys.questionnaire.compiler.cells import Cells
from surveys.questionnaire.compiler.framework import WEIGHT_COLUMNS, Framework
from surveys.questionnaire.elements import Node, Question
from surveys.questionnaire.vocabulary import Audience, NodeKind


def check_coverage(framework: Framework, questions: Iterable[Question]) -> None:
    """An indicator with a weight must have a scored question for each audience that it is weighed for."""
    scored = {(question.node, audience) for question in questions for audience in question.weights}
    for node in framework.nodes.values():
        if node.kind is NodeKind.INDICATOR:
            _check_indicator(node, framework.cells[node.code], scored)


def _check_indicator(node: Node, cells: Cells, scored: AbstractSet[tuple[str, Audience]]) -> None:
    for audience, weight in node.weights.items():
        if weight and (node.code, audience) not in scored:
            cells.wrong(WEIGHT_COLUMNS[audience], "not_scored", audience=audience.value)
