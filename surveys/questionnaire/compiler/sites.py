"""All the cells of a workbook that hold expressions."""

from collections.abc import Iterator, Mapping, Sequence

from surveys.questionnaire.compiler.cells import Cells
from surveys.questionnaire.compiler.references import Site
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Draft, Survey
from surveys.questionnaire.elements import Node, Question
from surveys.questionnaire.vocabulary import Audience, Kind


def expression_sites(
    survey: Survey, questions: Sequence[Question], surroundings: Surroundings, node_cells: Mapping[str, Cells]
) -> Iterator[Site]:
    """Every cell with an expression; `questions` are those of the drafts of the survey, in their order."""
    pairs = list(zip(survey.drafts, questions, strict=True))
    for section in survey.sections:
        inside = [question for draft, question in pairs if section in draft.sections]
        yield from _section(section, inside, surroundings)
    for draft, question in pairs:
        yield from _question(draft, question, frozenset(surroundings.asked(question)))
    for node in surroundings.nodes.values():
        yield from _node(node_cells[node.code], node, questions, surroundings)


def _section(section: Cells, inside: list[Question], surroundings: Surroundings) -> Iterator[Site]:
    if section.text("relevant"):
        audiences = frozenset(each for question in inside for each in surroundings.asked(question))
        yield Site(section, "relevant", audiences, decides=tuple(question.name for question in inside))


def _question(draft: Draft, question: Question, audiences: frozenset[Audience]) -> Iterator[Site]:
    for column in ("relevant", "calculation"):
        if draft.cells.text(column):
            yield Site(draft.cells, column, audiences, decides=(question.name,))
    answer = None if question.kind is Kind.ROWS else question
    for cells, answered in ((draft.cells, answer), *_items(draft, question)):
        if cells.text("constraint"):
            yield Site(cells, "constraint", audiences, answer=answered)


def _items(draft: Draft, question: Question) -> Iterator[tuple[Cells, Question]]:
    for item, answered in zip(draft.items, question.items, strict=True):
        yield item.cells, answered


def _node(
    cells: Cells, node: Node, questions: Sequence[Question], surroundings: Surroundings
) -> Iterator[Site]:
    if node.relevant:
        codes = {code for code, each in surroundings.nodes.items() if node.code in (code, each.parent)}
        below = tuple(question.name for question in questions if question.node in codes)
        yield Site(cells, "relevant", surroundings.surveyed(node.code), decides=below, of_node=True)
