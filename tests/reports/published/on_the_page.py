"""What the page of results by question says of a printed figure."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from django.test import Client
from django.urls import reverse
from django.utils import translation

from reports.meanings import OUTCOMES
from reports.published.comparing import Comparison
from reports.published.figures import Base, Figure, Measure, Unit, questions_of
from reports.queries.items import Outcome
from reports.views.item_lines import Block, Line, labels_of
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience

Blocks = Mapping[str, Block]


def blocks_of(client: Client, survey_round: Round, level: Audience) -> Blocks:
    """Every question of a level, from the pages of its dimensions."""
    client.cookies["django_language"] = "th"
    url = reverse("reports:items", args=[survey_round.code])
    dimensions = questionnaire_of(survey_round).dimensions_for(level)
    pages = [client.get(url, {"audience": level.value, "dimension": each.code}) for each in dimensions]
    sections = (section for page in pages for section in page.context["sections"])
    return {block.question.name: block for section in sections for block in section.blocks}


def about_questions(found: Iterable[Comparison]) -> list[Comparison]:
    """Response rates, scores and weights stand on other pages."""
    measures = COUNTS.keys()
    return [each for each in found if each.figure.measure in measures]


@translation.override("th")
def said(figure: Figure, blocks: Blocks) -> Fraction:
    """The figure, from the counts that the page shows."""
    counted = COUNTS[figure.measure](figure, blocks)
    if figure.unit is not Unit.PERCENT:
        return Fraction(counted)
    return Fraction(100 * counted) / BASES[figure.base](blocks[figure.arguments[0]])


def _numbers(lines: Iterable[Line]) -> dict[str, int]:
    return {line.label: line.n for line in lines}


def _state(block: Block, *outcomes: Outcome) -> int:
    found = _numbers(block.states)
    return sum(found.get(str(OUTCOMES[outcome]), 0) for outcome in outcomes)


def _choice(figure: Figure, blocks: Blocks) -> int:
    block = blocks[figure.arguments[0]]
    found, labels = _numbers(block.choices[0].options), labels_of(block.question)
    return sum(found[labels[option]] for option in figure.arguments[1:])


def _rows_with(figure: Figure, blocks: Blocks) -> int:
    name, column, *options = figure.arguments
    item = blocks[name].question.item(column)
    part = next(part for part in blocks[name].choices if part.label == item.label.th)
    return sum(_numbers(part.options)[labels_of(item)[option]] for option in options)


def _stated(figure: Figure, blocks: Blocks) -> int:
    name, state = figure.arguments
    inapplicable = (Outcome.BY_RULE, Outcome.DECLARED)
    outcomes = inapplicable if state == AnswerState.NOT_APPLICABLE else (Outcome(state),)
    return _state(blocks[name], *outcomes)


def _sum(figure: Figure, blocks: Blocks) -> Fraction:
    parts = [part for name in questions_of(figure) for part in blocks[name].numbers]
    return sum((part.values.spread.total for part in parts if part.values.spread), Fraction())


def _applies(block: Block) -> int:
    return _state(block, Outcome.ANSWERED, Outcome.NONE, Outcome.NOT_STATED)


def _rows(block: Block) -> int:
    return block.rows.n if block.rows else 0


COUNTS: Mapping[Measure, Callable[[Figure, Blocks], int | Fraction]] = {
    Measure.APPLIES: lambda figure, blocks: _applies(blocks[figure.arguments[0]]),
    Measure.CHOICE: _choice,
    Measure.STATE: _stated,
    Measure.SUM: _sum,
    Measure.ROWS: lambda figure, blocks: _rows(blocks[figure.arguments[0]]),
    Measure.ROWS_WITH: _rows_with,
}
BASES: Mapping[Base, Callable[[Block], int]] = {
    Base.RESPONDED: lambda block: _state(block, *Outcome),
    Base.APPLIES: _applies,
    Base.ANSWERED: lambda block: block.choices[0].n,
    Base.ROWS: _rows,
}
