"""Whether an answer exists that earns the full mark: a list without one would lower every score."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.elements import Choice, Question
from surveys.questionnaire.vocabulary import Audience, Kind, Method

FULL: Final = Decimal(100)


def check_full_mark(draft: Draft, question: Question, audience: Audience) -> None:
    """Add a finding when no answer of `audience` can reach 100; numbers always can."""
    if question.method is not None and question.method in CHECKS:
        CHECKS[question.method](draft, question, audience)


def _full_choice(draft: Draft, question: Question, audience: Audience) -> None:
    _check_best(draft, "type", audience, _best(question.choices_for(audience)), FULL)


def _full_sum(draft: Draft, question: Question, audience: Audience) -> None:
    offered = question.choices_for(audience)
    together = sum((_points(choice) for choice in offered if not choice.exclusive), Decimal(0))
    _check_best(draft, "type", audience, max(together, _best(offered)), question.maximum or FULL)


def _full_share(draft: Draft, question: Question, audience: Audience) -> None:
    if question.kind is Kind.PERCENTAGES:
        weights = [item.weights.get(audience, Decimal(0)) for item in question.items_for(audience)]
        _check_best(
            draft, "ega--method", audience, FULL * max(weights, default=Decimal(0)), question.maximum or FULL
        )
        return
    offered = sum(not choice.exclusive for choice in question.choices_for(audience))
    if question.maximum is not None and question.maximum > offered and question.choices:
        draft.cells.wrong("ega--max", "maximum_too_large", offered=offered, audience=audience.value)


def _full_rows(draft: Draft, question: Question, audience: Audience) -> None:
    for item, column in zip(draft.items, question.items, strict=True):
        scored = question.kind is Kind.MATRIX or column.method is Method.CHOICE
        if scored and column.asked_of(audience):
            _check_best(item, "type", audience, _best(column.choices_for(audience)), FULL)


CHECKS: Final[Mapping[Method, Callable[[Draft, Question, Audience], None]]] = {
    Method.CHOICE: _full_choice,
    Method.SUM: _full_sum,
    Method.SHARE: _full_share,
    Method.ROWS: _full_rows,
}


def _best(choices: tuple[Choice, ...]) -> Decimal:
    return max(map(_points, choices), default=FULL)


def _points(choice: Choice) -> Decimal:
    """Points that are missing are a mistake of the list, told there; here they are no second one."""
    return FULL if choice.score is None else choice.score


def _check_best(draft: Draft, column: str, audience: Audience, best: Decimal, wanted: Decimal) -> None:
    if best < wanted:
        draft.cells.wrong(column, "no_full_mark", audience=audience.value, full=wanted, best=best)
