"""From the row of a part to the part of its question."""

from collections.abc import Mapping
from decimal import Decimal

from surveys.questionnaire.compiler.cells import Cells
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.compiler.usage import check_item
from surveys.questionnaire.compiler.weights import read_item_weight
from surveys.questionnaire.elements import NO_WEIGHTS, Question
from surveys.questionnaire.vocabulary import Audience, Kind, Method


def read_item(draft: Draft, owner: Draft, method: Method | None, surroundings: Surroundings) -> Question:
    """An item of percentages, a row of a matrix or a column of rows; `method` is that of its question."""
    cells = draft.cells
    check_item(cells, owner.kind)
    own = cells.one_of("ega--method", Method) if owner.kind is Kind.ROWS else None
    return Question(
        name=cells.text("name"),
        kind=draft.kind,
        label=cells.label("label", needed=True),
        hint=cells.label("hint", needed=False),
        help=cells.label("guidance_hint", needed=False),
        audience=cells.one_of("ega--audience", Audience),
        required=cells.flag("required"),
        constraint=cells.text("constraint"),
        constraint_message=cells.label("constraint_message", needed=bool(cells.text("constraint"))),
        appearance=cells.text("appearance"),
        weights=_item_weights(cells, owner.kind, method, own),
        method=own,
        choices=surroundings.choices(draft.list_name),
    )


def _item_weights(
    cells: Cells, owner: Kind, method: Method | None, own: Method | None
) -> Mapping[Audience, Decimal]:
    """Parts weigh only where the question is scored, columns only where they are scored themselves."""
    if method is None or (owner is Kind.ROWS and own is None):
        if cells.text("ega--weight"):
            cells.wrong("ega--weight", "not_used")
        return NO_WEIGHTS
    if owner is Kind.PERCENTAGES:
        if not cells.text("ega--weight"):
            cells.wrong("ega--weight", "missing_item_weight")
        return read_item_weight(cells, least=Decimal(0), most=Decimal(1), code="bad_item_weight")
    return read_item_weight(cells, least=Decimal("0.000001"), most=Decimal(1000), code="bad_question_weight")
