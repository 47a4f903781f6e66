"""Whether the figures of a report can be computed from a questionnaire."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.published.figures import Base, Figure, Measure, Published, Unit
from reports.published.reading import PublishedError
from reports.queries.means import TOTAL
from surveys.questionnaire.model import Question, Questionnaire
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Kind

AGENCIES = frozenset({Base.RESPONDED, Base.APPLIES, Base.ANSWERED})
SHARES = frozenset({Unit.COUNT, Unit.PERCENT})
MANY = 99


@dataclass(frozen=True, slots=True)
class Form:
    """What goes with a measure: the least and most arguments, the bases and units."""

    least: int
    most: int
    bases: Collection[Base]
    units: Collection[Unit]


FORMS: Mapping[Measure, Form] = {
    Measure.ASKED: Form(0, 0, {Base.ASKED}, {Unit.COUNT}),
    Measure.RESPONDED: Form(0, 0, {Base.ASKED}, SHARES),
    Measure.APPLIES: Form(1, 1, {Base.RESPONDED}, SHARES),
    Measure.CHOICE: Form(2, MANY, AGENCIES, SHARES),
    Measure.STATE: Form(2, 2, AGENCIES, SHARES),
    Measure.SUM: Form(1, MANY, {Base.RESPONDED}, {Unit.COUNT}),
    Measure.ROWS: Form(1, 1, AGENCIES, {Unit.COUNT}),
    Measure.ROWS_WITH: Form(3, MANY, {Base.ROWS}, SHARES),
    Measure.MEAN: Form(1, 1, {Base.SCORED}, {Unit.SCORE}),
    Measure.WEIGHT: Form(1, 1, {Base.NOTHING}, {Unit.PERCENT}),
}


def require_fit(published: Published, questionnaire: Questionnaire) -> None:
    """Raises `PublishedError` with every figure that `questionnaire` cannot give, and why."""
    problems = [
        f"{figure.code}: {problem}"
        for figure in published.figures
        for problem in _problems(figure, questionnaire)
    ]
    if problems:
        raise PublishedError(problems)


def _problems(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    dimensions = {node.code for node in questionnaire.dimensions_for(figure.level)}
    if figure.dimension and figure.dimension not in dimensions:
        yield f"no dimension “{figure.dimension}” at this level"
    form = FORMS[figure.measure]
    if figure.base not in form.bases:
        yield f"“{figure.measure}” has no base “{figure.base}”"
    if figure.unit not in form.units:
        yield f"“{figure.measure}” cannot be a {figure.unit}"
    if not form.least <= len(figure.arguments) <= form.most:
        yield f"“{figure.measure}” cannot have {len(figure.arguments)} arguments"
    elif figure.measure in ARGUMENTS:
        yield from ARGUMENTS[figure.measure](figure, questionnaire)


def _choice(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    name, *options = figure.arguments
    question = _asked(figure, name, questionnaire)
    if question is None or not question.kind.is_select:
        yield f"no question “{name}” with options at this level"
        return
    yield from _options(figure, question, options)


def _state(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    yield from _question(figure, questionnaire)
    if figure.arguments[1] not in set(AnswerState):
        yield f"no state “{figure.arguments[1]}”"


def _question(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    if _asked(figure, figure.arguments[0], questionnaire) is None:
        yield f"no question “{figure.arguments[0]}” at this level"


def _numbers(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    for name in figure.arguments:
        question = _asked(figure, name, questionnaire)
        if question is None or not question.kind.is_number:
            yield f"no question “{name}” about a number at this level"


def _rows(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    name, *rest = figure.arguments
    question = _asked(figure, name, questionnaire)
    if question is None or question.kind is not Kind.ROWS:
        yield f"no repeating table “{name}” at this level"
    elif rest:
        columns = {item.name: item for item in question.items_for(figure.level)}
        column, *options = rest
        if column in columns:
            yield from _options(figure, columns[column], options)
        else:
            yield f"no column “{column}” in “{name}”"


def _options(figure: Figure, question: Question, options: Sequence[str]) -> Iterator[str]:
    offered = {choice.name for choice in question.choices_for(figure.level)}
    for option in options:
        if option not in offered:
            yield f"no option “{option}” of “{question.name}” at this level"
    if len(options) > 1 and question.kind is Kind.SELECT_MULTIPLE:
        yield f"“{question.name}” takes several answers: the counts of its options cannot be added"
    if len(set(options)) < len(options):
        yield f"an option of “{question.name}” stands twice"


def _mean(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    if figure.arguments[0] != TOTAL:
        yield from _node(figure, questionnaire)


def _node(figure: Figure, questionnaire: Questionnaire) -> Iterator[str]:
    if not questionnaire.surveys(figure.arguments[0], figure.level):
        yield f"no dimension or indicator “{figure.arguments[0]}” at this level"


def _asked(figure: Figure, name: str, questionnaire: Questionnaire) -> Question | None:
    asked = (question for question in questionnaire.questions_for(figure.level) if question.kind.is_asked)
    return next((question for question in asked if question.name == name), None)


ARGUMENTS: Mapping[Measure, Callable[[Figure, Questionnaire], Iterator[str]]] = {
    Measure.APPLIES: _question,
    Measure.CHOICE: _choice,
    Measure.STATE: _state,
    Measure.SUM: _numbers,
    Measure.ROWS: _rows,
    Measure.ROWS_WITH: _rows,
    Measure.MEAN: _mean,
    Measure.WEIGHT: _node,
}
