"""Whether every indicator that counts has a question that is scored."""

from collections.abc import Iterable

from surveys.questionnaire.compiler.cells import Cells
from surveys.questionnaire.compiler.framework import WEIGHT_COLUMNS, Framework
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.elements import Node, Question
from surveys.questionnaire.vocabulary import Audience, NodeKind


def check_coverage(
    framework: Framework, drafts: Iterable[Draft], questions: Iterable[Question], surroundings: Surroundings
) -> None:
    """An indicator with a weight must have a scored question for each audience that it is weighed for."""
    scored = {
        (question.node, audience)
        for draft, question in zip(drafts, questions, strict=True)
        for audience in surroundings.asked(question)
        if audience in question.weights or draft.cells.is_wrong("ega--method")
    }
    for node in framework.nodes.values():
        if node.kind is NodeKind.INDICATOR:
            missing = {(node.code, audience) for audience in surroundings.surveyed(node.code)} - scored
            _tell(node, framework.cells[node.code], [audience for _, audience in missing])


def _tell(node: Node, cells: Cells, audiences: Iterable[Audience]) -> None:
    for audience in audiences:
        if node.weights[audience]:
            cells.wrong(WEIGHT_COLUMNS[audience], "not_scored", audience=audience.value)
