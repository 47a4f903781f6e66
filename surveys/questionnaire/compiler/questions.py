"""From the rows of a question to the question."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from surveys.questionnaire.compiler.cells import NAME, Cells
from surveys.questionnaire.compiler.items import read_item
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.compiler.usage import check_question
from surveys.questionnaire.compiler.weights import read_weights
from surveys.questionnaire.elements import NO_WEIGHTS, Choice, Evidence, Question
from surveys.questionnaire.expressions import MAX_LENGTH
from surveys.questionnaire.vocabulary import Audience, EvidenceRule, Kind, Method, Missing

EVIDENCE_WORDS: Final = {
    "": EvidenceRule.NONE,
    "optional": EvidenceRule.OPTIONAL,
    "required": EvidenceRule.ALWAYS,
}


def read_question(draft: Draft, surroundings: Surroundings) -> Question:
    """The question; what is wrong in its cells becomes findings, and is left out."""
    cells, kind = draft.cells, draft.kind
    check_question(cells, kind)
    method = cells.one_of("ega--method", Method)
    audience = cells.one_of("ega--audience", Audience)
    node = _node(cells, surroundings)
    asked = _asked(cells, audience, node, surroundings)
    items = tuple(read_item(item, draft, method, surroundings) for item in draft.items)
    if kind is Kind.CALCULATE and not cells.text("calculation"):
        cells.wrong("calculation", "missing_calculation")
    return Question(
        name=cells.text("name"),
        kind=kind,
        label=cells.label("label", needed=kind is not Kind.CALCULATE or method is not None),
        hint=cells.label("hint", needed=False),
        help=cells.label("guidance_hint", needed=kind.is_asked),
        node=node,
        audience=audience,
        required=cells.flag("required"),
        relevant=_condition(draft),
        constraint=cells.text("constraint"),
        constraint_message=cells.label("constraint_message", needed=bool(cells.text("constraint"))),
        calculation=cells.text("calculation"),
        appearance=cells.text("appearance"),
        weights=read_weights(cells, asked) if method else NO_WEIGHTS,
        method=method,
        maximum=_maximum(cells),
        base=cells.text("ega--base"),
        missing=cells.one_of("ega--missing", Missing) or Missing.ZERO,
        na_allowed=cells.flag("ega--na"),
        evidence=_evidence(cells, kind, _choices(draft, surroundings)),
        prefill=_prefill(cells),
        choices=_choices(draft, surroundings),
        items=items,
    )


def _node(cells: Cells, surroundings: Surroundings) -> str:
    code = cells.needed("ega--indicator")
    if code and surroundings.nodes and code not in surroundings.nodes:
        cells.wrong("ega--indicator", "unknown_indicator", code=code)
    return code


def _asked(
    cells: Cells, audience: Audience | None, node: str, surroundings: Surroundings
) -> tuple[Audience, ...]:
    surveyed = surroundings.surveyed(node)
    wanted = tuple(Audience) if audience is None else (audience,)
    if node and not surveyed.intersection(wanted):
        column = "ega--audience" if audience else "ega--indicator"
        cells.wrong(column, "not_surveyed", code=node, audience=", ".join(wanted))
    return tuple(each for each in wanted if each in surveyed)


def _condition(draft: Draft) -> str:
    """The conditions of the question and of the sections around it; together no longer than one may be."""
    relevant = _conjunction(each.text("relevant") for each in (*draft.sections, draft.cells))
    if len(relevant) > MAX_LENGTH:
        draft.cells.wrong("relevant", "expression_too_long", limit=MAX_LENGTH)
    return relevant


def _conjunction(expressions: Iterator[str]) -> str:
    """All conditions as one, those of the sections first."""
    stated = [expression for expression in expressions if expression]
    return stated[0] if len(stated) == 1 else " and ".join(f"({each})" for each in stated)


def _maximum(cells: Cells) -> Decimal | None:
    maximum = cells.decimal("ega--max", "bad_maximum")
    if maximum is not None and maximum <= 0:
        cells.wrong("ega--max", "bad_maximum", value=maximum)
        return None
    return maximum


def _choices(draft: Draft, surroundings: Surroundings) -> tuple[Choice, ...]:
    """The options; those of a matrix are those of its rows."""
    if draft.kind is Kind.MATRIX:
        return surroundings.choices(draft.items[0].list_name) if draft.items else ()
    return surroundings.choices(draft.list_name)


def _evidence(cells: Cells, kind: Kind, choices: tuple[Choice, ...]) -> Evidence:
    text = cells.text("ega--evidence")
    if text in EVIDENCE_WORDS:
        return Evidence(EVIDENCE_WORDS[text])
    if not (kind.is_select or kind is Kind.MATRIX):
        cells.wrong("ega--evidence", "evidence_without_choices")
        return Evidence()
    for name in text.split():
        if choices and name not in {choice.name for choice in choices}:
            cells.wrong("ega--evidence", "unknown_choice", name=name)
    return Evidence(EvidenceRule.CHOICES, tuple(text.split()))


def _prefill(cells: Cells) -> str:
    name = cells.text("ega--prefill")
    if name and not NAME.fullmatch(name):
        cells.wrong("ega--prefill", "bad_name", name=name)
    return name
