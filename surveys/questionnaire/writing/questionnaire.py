"""A compiled questionnaire as the workbook that compiles to it again.

Sections are gone: each question carries the conditions of those around it. Lists of options with the same
content are one list, named after the first question that uses it.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from surveys.questionnaire.elements import Choice, Label
from surveys.questionnaire.model import Band, Node, Questionnaire
from surveys.questionnaire.vocabulary import Audience
from surveys.questionnaire.workbook import (
    BANDS,
    CHOICES,
    FRAMEWORK,
    LANGUAGES,
    LAYOUTS,
    SETTINGS,
    SURVEY,
    text_columns,
)
from surveys.questionnaire.writing.survey import ListNames, both, flag, survey_rows
from surveys.questionnaire.writing.xlsx_file import Cell, Table

Cells = Mapping[str, Cell]

ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    CHOICES: LAYOUTS[CHOICES].required + LAYOUTS[CHOICES].optional,
    SETTINGS: (
        *text_columns("form_title"),
        "form_title",
        "form_id",
        "version",
        "default_language",
    ),
    FRAMEWORK: (
        "code",
        "parent",
        "kind",
        *text_columns("label"),
        *text_columns("description"),
        "weight_department",
        "weight_province",
        "relevant",
    ),
    BANDS: LAYOUTS[BANDS].required,
    SURVEY: (
        "type",
        "name",
        *text_columns("label"),
        *text_columns("hint"),
        *text_columns("guidance_hint"),
        "required",
        "relevant",
        "constraint",
        *text_columns("constraint_message"),
        "calculation",
        "appearance",
        "ega--indicator",
        "ega--audience",
        "ega--weight",
        "ega--method",
        "ega--max",
        "ega--base",
        "ega--missing",
        "ega--na",
        "ega--evidence",
        "ega--prefill",
        "ega--formerly",
    ),
}
"""The columns as they stand side by side."""

NO_FORMER_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
UNUSED_LIST: Final = "yes_no"
YES_NO: Final = (Choice("yes", Label("ใช่", "Yes")), Choice("no", Label("ไม่ใช่", "No")))
"""Stands in the sheet of a questionnaire without options, because the sheet must have rows."""


def workbook_of(
    questionnaire: Questionnaire, former_names: Mapping[str, str] = NO_FORMER_NAMES
) -> tuple[Table, ...]:
    """Its sheets; `former_names` has the names of questions in the version before, by their names now."""
    lists = ListNames.of(questionnaire)
    return (
        _table(SURVEY, survey_rows(questionnaire, lists, former_names)),
        _table(CHOICES, _choices(lists)),
        _table(SETTINGS, [_settings(questionnaire)]),
        _table(FRAMEWORK, [_node(node) for node in questionnaire.nodes]),
        _table(BANDS, [_band(band) for band in questionnaire.bands]),
    )


def _table(name: str, rows: Iterator[Cells] | Sequence[Cells]) -> Table:
    headings = ORDER[name]
    return Table(name, headings, [[row.get(heading, "") for heading in headings] for row in rows])


def _settings(questionnaire: Questionnaire) -> Cells:
    return {
        **both("form_title", questionnaire.title),
        "form_title": questionnaire.title.th,
        "form_id": questionnaire.form_id,
        "version": questionnaire.version,
        "default_language": LANGUAGES["th"],
    }


def _choices(lists: ListNames) -> Iterator[Cells]:
    named = lists.by_choices or {YES_NO: UNUSED_LIST}
    for choices, name in named.items():
        for choice in choices:
            yield _choice(name, choice)


def _choice(list_name: str, choice: Choice) -> Cells:
    return {
        "list_name": list_name,
        "name": choice.name,
        **both("label", choice.label),
        "score": "" if choice.score is None else choice.score,
        "exclusive": flag(choice.exclusive),
        "none": flag(choice.none),
        "audience": choice.audience or "",
    }


def _node(node: Node) -> Cells:
    weights = {f"weight_{audience}": node.weights.get(audience, "") for audience in Audience}
    return {
        "code": node.code,
        "parent": node.parent,
        "kind": node.kind,
        **both("label", node.label),
        **both("description", node.description),
        **weights,
        "relevant": node.relevant,
    }


def _band(band: Band) -> Cells:
    return {"code": band.code, "minimum": band.minimum, **both("label", band.label)}
