"""Which cells mean something in which kind of row: a cell without effect is a mistake of the author."""

from typing import Final

from surveys.questionnaire.compiler.cells import Cells
from surveys.questionnaire.vocabulary import Kind
from surveys.questionnaire.workbook import LAYOUTS, SURVEY, text_columns

NAMED: Final = frozenset({"type", "name", *text_columns("label"), "appearance"})
EXPLAINED: Final = frozenset({*text_columns("hint"), *text_columns("guidance_hint")})
CONSTRAINED: Final = frozenset({"constraint", *text_columns("constraint_message")})
PLACED: Final = frozenset({"relevant", "ega--indicator", "ega--audience", "ega--formerly"})
SCORED: Final = frozenset({"ega--weight", "ega--method", "ega--max", "ega--base", "ega--missing"})
ANSWERED: Final = frozenset({"required", "ega--na", "ega--evidence", "ega--prefill"})

ASKED: Final = NAMED | EXPLAINED | CONSTRAINED | PLACED | SCORED | ANSWERED
QUESTION_COLUMNS: Final = {
    **dict.fromkeys(Kind, ASKED),
    Kind.NOTE: NAMED | EXPLAINED | PLACED,
    Kind.CALCULATE: NAMED | EXPLAINED | PLACED | SCORED | {"calculation"},
    Kind.FILE: NAMED | EXPLAINED | PLACED | {"required", "ega--na", "ega--evidence"},
}
ITEM: Final = NAMED | EXPLAINED | CONSTRAINED | {"ega--audience", "ega--weight"}
ITEM_COLUMNS: Final = {
    Kind.PERCENTAGES: ITEM,
    Kind.MATRIX: ITEM,
    Kind.ROWS: ITEM | {"required", "ega--method"},
}
SECTION_COLUMNS: Final = NAMED | {"relevant"}
END_COLUMNS: Final = frozenset({"type", "name"})


def check_question(cells: Cells, kind: Kind) -> None:
    _check(cells, QUESTION_COLUMNS[kind])


def check_item(cells: Cells, owner: Kind) -> None:
    _check(cells, ITEM_COLUMNS[owner])


def check_section(cells: Cells) -> None:
    _check(cells, SECTION_COLUMNS)


def check_end(cells: Cells) -> None:
    _check(cells, END_COLUMNS)


def _check(cells: Cells, used: frozenset[str]) -> None:
    for column in cells.row.cells:
        if column in LAYOUTS[SURVEY].known - used:
            cells.wrong(column, "not_used")
