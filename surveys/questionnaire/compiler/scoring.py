"""Whether every question that is scored can be scored, up to the full mark."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from surveys.questionnaire.compiler.questions import Surroundings
from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.elements import Choice, Question
from surveys.questionnaire.vocabulary import Audience, Kind, Method, NodeKind

FULL: Final = Decimal(100)

METHOD_KINDS: Final[Mapping[Method, frozenset[Kind]]] = {
    Method.CHOICE: frozenset({Kind.SELECT_ONE}),
    Method.SUM: frozenset({Kind.SELECT_MULTIPLE}),
    Method.SHARE: frozenset({Kind.SELECT_MULTIPLE, Kind.PERCENTAGES}),
    Method.RATIO: frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.CALCULATE}),
    Method.ROWS: frozenset({Kind.ROWS, Kind.MATRIX}),
    Method.VALUE: frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.CALCULATE}),
}
MAXIMUM_METHODS: Final = frozenset({Method.SUM, Method.SHARE, Method.RATIO})
SCORING_COLUMNS: Final = ("ega--weight", "ega--max", "ega--base", "ega--missing")


def check_scoring(
    draft: Draft, question: Question, surroundings: Surroundings, questions: Mapping[str, Question]
) -> None:
    """Check the method of a question with all that it needs; `questions` by name."""
    if question.method is None:
        _check_unscored(draft)
        return
    _check_place(draft, question, surroundings)
    if question.kind not in METHOD_KINDS[question.method]:
        params = {"method": question.method.value, "kind": question.kind.value}
        draft.cells.wrong("ega--method", "method_not_for_kind", **params)
        return
    _check_columns(draft, question, questions)
    _check_base_asked(draft, question, questions, surroundings)
    _check_parts(draft, question)
    for audience in surroundings.asked(question):
        FULL_MARK_CHECKS.get(question.method, _no_limit)(draft, question, audience)


def check_points(drafts: Iterable[Draft], questions: Iterable[Question], surroundings: Surroundings) -> None:
    """Every option of every list that is scored by points needs them; each list is told once."""
    scored = dict.fromkeys(
        name
        for draft, question in zip(drafts, questions, strict=True)
        for name in _lists_with_points(draft, question)
        if name in surroundings.lists
    )
    for name in scored:
        surroundings.lists[name].check_points()


def _lists_with_points(draft: Draft, question: Question) -> list[str]:
    if question.method in {Method.CHOICE, Method.SUM}:
        return [draft.list_name]
    if question.method is not Method.ROWS:
        return []
    pairs = zip(draft.items, question.items, strict=True)
    return [each.list_name for each, item in pairs if question.kind is Kind.MATRIX or item.method]


def _check_unscored(draft: Draft) -> None:
    if draft.cells.is_wrong("ega--method"):
        return
    for column in SCORING_COLUMNS:
        if draft.cells.text(column):
            draft.cells.wrong(column, "not_used")
    for item in draft.items:
        if item.cells.text("ega--method"):
            item.cells.wrong("ega--method", "not_used")


def _check_place(draft: Draft, question: Question, surroundings: Surroundings) -> None:
    node = surroundings.nodes.get(question.node)
    if node is not None and node.kind is NodeKind.DIMENSION:
        draft.cells.wrong("ega--indicator", "scored_in_dimension")


def _check_columns(draft: Draft, question: Question, questions: Mapping[str, Question]) -> None:
    cells = draft.cells
    if cells.text("ega--max") and question.method not in MAXIMUM_METHODS:
        cells.wrong("ega--max", "not_used")
    if question.method is Method.RATIO:
        _check_base(draft, question, questions)
    elif question.base:
        cells.wrong("ega--base", "not_used")


def _check_base(draft: Draft, question: Question, questions: Mapping[str, Question]) -> None:
    base = questions.get(question.base)
    if not question.base:
        draft.cells.wrong("ega--base", "missing_base")
    elif base is None:
        draft.cells.wrong("ega--base", "unknown_base", name=question.base)
    elif not base.kind.is_number:
        draft.cells.wrong("ega--base", "base_not_number", name=question.base)


def _check_base_asked(
    draft: Draft, question: Question, questions: Mapping[str, Question], surroundings: Surroundings
) -> None:
    """Without its base a ratio would always count as not stated."""
    if question.base not in questions:
        return
    base = questions[question.base]
    for audience in surroundings.asked(question):
        if audience not in surroundings.asked(base):
            params = {"name": base.name, "audience": audience.value}
            draft.cells.wrong("ega--base", "reference_not_asked", **params)


def _check_parts(draft: Draft, question: Question) -> None:
    if question.kind is not Kind.ROWS:
        return
    for item, column in zip(draft.items, question.items, strict=True):
        if column.method not in {None, Method.CHOICE} or (
            column.method and column.kind is not Kind.SELECT_ONE
        ):
            params = {"method": str(column.method), "kind": column.kind.value}
            item.cells.wrong("ega--method", "method_not_for_kind", **params)
    if question.items and not any(column.method for column in question.items):
        draft.cells.wrong("ega--method", "no_scored_column")


def _no_limit(draft: Draft, question: Question, audience: Audience) -> None:
    """Any number can be reached."""


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


FULL_MARK_CHECKS: Final[Mapping[Method, Callable[[Draft, Question, Audience], None]]] = {
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
        draft.cells.wrong(column, "no_full_mark", audience=audience.value, best=best)
