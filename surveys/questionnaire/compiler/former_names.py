"""The column ega--formerly: what a question was called in the version before."""

from collections.abc import Iterable

from surveys.questionnaire.compiler.cells import NAME, Unique
from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.reader import Sheets
from surveys.questionnaire.workbook import SURVEY

COLUMN = "ega--formerly"


def check_former_names(drafts: Iterable[Draft]) -> None:
    """Each is a name, and that of one question only."""
    unique = Unique(COLUMN)
    for draft in drafts:
        name = draft.cells.text(COLUMN)
        if name and not NAME.fullmatch(name):
            draft.cells.wrong(COLUMN, "bad_name", name=name)
        unique.check(draft.cells, name)


def former_names(sheets: Sheets) -> dict[str, str]:
    """What questions were called, by their names now; of a workbook that has no mistakes."""
    rows = sheets.get(SURVEY)
    return {row.get("name"): row.get(COLUMN) for row in rows if row.get(COLUMN) not in ("", row.get("name"))}
