"""The questionnaire of the demonstration: that of 2560, and a draft of the next one as EGA would edit it."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from surveys.models import QuestionnaireVersion
from surveys.questionnaire.csv_folder import read_folder
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.tables import Table as Read
from surveys.questionnaire.tables import text_of
from surveys.questionnaire.writing import Table, xlsx_bytes
from surveys.services.questionnaires import load_questionnaire

DEFINITION = Path(__file__).resolve().parents[1] / "definitions" / "2560"
DRAFT: Final = "questionnaire-2561-draft.xlsx"

Cells = Mapping[str, str]

EDITS: Final[tuple[tuple[str, Cells, Cells], ...]] = (
    ("settings", {"form_id": "digital_government_readiness_2560"}, {"version": "2561.1"}),
    (
        "survey",
        {"name": "plan_status"},
        {
            "label::Thai (th)": "หน่วยงานของท่านจัดทำแผนปฏิบัติการดิจิทัลระยะ 5 ปีถึงขั้นใด",
            "label::English (en)": "How far has your agency come with its five-year digital action plan?",
        },
    ),
    ("survey", {"name": "emergency_drill"}, {"name": "incident_drill", "ega--formerly": "emergency_drill"}),
    ("survey", {"name": "cio_status"}, {"ega--weight": "2"}),
    ("choices", {"list_name": "plan_status", "name": "in_preparation"}, {"score": "40"}),
)
"""Sheet, what the row to edit holds, and its new cells."""


def demonstration_questionnaire(*, now: dt.datetime) -> QuestionnaireVersion:
    """The questionnaire, loaded if it is not there yet."""
    version, _new = load_questionnaire(
        sheets=read_workbook(DEFINITION), source_name=DEFINITION.name, user=None, now=now
    )
    return version


def draft_of_the_next_questionnaire(*, now: dt.datetime) -> QuestionnaireVersion:
    """The same with a few changes, as an Excel workbook; loaded if it is not there yet."""
    content = xlsx_bytes([_edited(name, table) for name, table in read_folder(DEFINITION).items()])
    version, _new = load_questionnaire(
        sheets=read_workbook(content, DRAFT), source_name=DRAFT, user=None, now=now, content=content
    )
    return version


def _edited(name: str, table: Read) -> Table:
    headings, *rows = [[text_of(cell) for cell in row] for row in table]
    if name == "survey":
        headings.append("ega--formerly")
    cells = [dict(zip(headings, row, strict=False)) for row in rows]
    for sheet, wanted, new in EDITS:
        for row in cells if sheet == name else []:
            if wanted.items() <= row.items():
                row.update(new)
    return Table(name, headings, [[row.get(heading, "") for heading in headings] for row in cells])
