"""Whether every question that is scored can be scored."""

from collections.abc import Iterable, Mapping
from typing import Final

from surveys.questionnaire.compiler.full_marks import check_full_mark
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.elements import Question
from surveys.questionnaire.vocabulary import Kind, Method, NodeKind

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
        check_full_mark(draft, question, audience)


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
