"""How an answer becomes a score of 0-100: one small function for each kind and method.

In the formulas, *max* is what the column ``ega--max`` says. A method that finds nothing to score, as a ratio
without its base, gives None: the answer then counts as not stated.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from scoring.engine.mean import weighted_mean
from scoring.engine.points import (
    FULL,
    Answered,
    Points,
    UnscorableAnswer,
    capped,
    choice_of,
    exact,
    number_in,
    points_of,
    shown,
)
from scoring.engine.tree import Part, Reason
from surveys.questionnaire.elements import Question
from surveys.questionnaire.values import Value
from surveys.questionnaire.vocabulary import Audience, Kind, Method, Missing

ScoringMethod = Callable[[Answered], Points | None]


def by_choice(answered: Answered) -> Points:
    """``points(chosen option)``"""
    points = points_of(answered.question, answered.value)
    return Points(points, Reason("choice", {"choice": answered.value, "points": shown(points)}))


def by_sum(answered: Answered) -> Points:
    """``100 · min(Σ points(chosen options), max) / max``; max is 100 unless given."""
    question = answered.question
    parts = tuple(Part(name, name, points_of(question, name)) for name in answered.value)
    total = sum((part.points or Fraction(0) for part in parts), Fraction(0))
    maximum = exact(question.maximum, 100)
    reason = Reason("sum", {"sum": shown(total), "maximum": shown(maximum)})
    return Points(capped(total, maximum), reason, parts)


def by_share(answered: Answered) -> Points:
    """``100 · min(chosen, max) / max`` without exclusive options; max is all offered unless given."""
    question = answered.question
    offered = sum(not choice.exclusive for choice in question.choices_for(answered.audience))
    chosen = sum(not choice_of(question, name).exclusive for name in answered.value)
    maximum = exact(question.maximum, offered)
    reason = Reason("share", {"chosen": str(chosen), "maximum": shown(maximum)})
    return Points(capped(Fraction(chosen), maximum), reason)


def by_weighted_percentages(answered: Answered) -> Points:
    """``100 · min(Σ percentage · weight, max) / max``; the weights are 0-1, max is 100 unless given."""
    question = answered.question
    parts = tuple(
        Part(item.name, answered.value[item.name], Fraction(answered.value[item.name]), weight)
        for item, weight in _items(question, answered.audience)
        if item.name in answered.value
    )
    total = sum((part.weight * (part.points or 0) for part in parts), Fraction(0))
    maximum = exact(question.maximum, 100)
    reason = Reason("percentages", {"sum": shown(total), "maximum": shown(maximum)})
    return Points(capped(total, maximum), reason, parts)


def by_ratio(answered: Answered) -> Points | None:
    """``100 · min(a / b, max) / max`` where b answers the base question; None without a or b, or b = 0."""
    question = answered.question
    value, base = number_in(answered.value), number_in(answered.answers.get(question.base))
    if value is None or not base:
        return None
    maximum = exact(question.maximum, 1)
    params = {"value": shown(value), "base": shown(base), "maximum": shown(maximum)}
    return Points(capped(Fraction(value) / Fraction(base), maximum), Reason("ratio", params))


def by_value(answered: Answered) -> Points | None:
    """``min(max(number, 0), 100)``; None without a number."""
    number = number_in(answered.value)
    return None if number is None else Points(capped(Fraction(number), FULL), Reason("value"))


def by_matrix(answered: Answered) -> Points | None:
    """``Σ weight · points(chosen option) / Σ weight`` over the rows; a blank row is 0 or left out."""
    parts = tuple(_parts(answered.question, answered.value, answered.audience))
    return _mean(parts, Reason("matrix", {"count": str(len(parts))}))


def by_rows(answered: Answered) -> Points | None:
    """The mean over the rows of ``Σ weight · points(column) / Σ weight``; a blank column is 0 or left out."""
    parts = tuple(_row_parts(answered))
    return _mean(parts, Reason("rows", {"count": str(len(parts))}))


METHODS: Final[Mapping[tuple[Kind, Method], ScoringMethod]] = {
    (Kind.SELECT_ONE, Method.CHOICE): by_choice,
    (Kind.SELECT_MULTIPLE, Method.SUM): by_sum,
    (Kind.SELECT_MULTIPLE, Method.SHARE): by_share,
    (Kind.PERCENTAGES, Method.SHARE): by_weighted_percentages,
    (Kind.INTEGER, Method.RATIO): by_ratio,
    (Kind.DECIMAL, Method.RATIO): by_ratio,
    (Kind.CALCULATE, Method.RATIO): by_ratio,
    (Kind.INTEGER, Method.VALUE): by_value,
    (Kind.DECIMAL, Method.VALUE): by_value,
    (Kind.CALCULATE, Method.VALUE): by_value,
    (Kind.MATRIX, Method.ROWS): by_matrix,
    (Kind.ROWS, Method.ROWS): by_rows,
}
"""Everything that can be scored; the compiler lets nothing else through."""


def points_for(answered: Answered) -> Points | None:
    """The points of an answer by the method of its question."""
    question = answered.question
    if question.method is None:
        raise UnscorableAnswer(question.name, answered.value)
    return METHODS[question.kind, question.method](answered)


def _items(question: Question, audience: Audience) -> Iterator[tuple[Question, Fraction]]:
    """The parts that count, with their weights."""
    for item in question.items_for(audience):
        if audience in item.weights:
            yield item, Fraction(item.weights[audience])


def _parts(question: Question, values: Mapping[str, Value], audience: Audience) -> Iterator[Part]:
    """What the options chosen in the rows of a matrix, or in the columns of one row, earn."""
    blank = None if question.missing is Missing.SKIP else Fraction(0)
    for item, weight in _items(question, audience):
        value = values.get(item.name)
        yield Part(item.name, value, blank if value is None else points_of(item, value), weight)


def _row_parts(answered: Answered) -> Iterator[Part]:
    for number, row in enumerate(answered.value, start=1):
        columns = tuple(_parts(answered.question, row, answered.audience))
        score = weighted_mean((column.weight, column.points) for column in columns)
        yield Part(str(number), row, score, parts=columns)


def _mean(parts: tuple[Part, ...], reason: Reason) -> Points | None:
    score = weighted_mean((part.weight, part.points) for part in parts)
    return None if score is None else Points(score, reason, parts)
