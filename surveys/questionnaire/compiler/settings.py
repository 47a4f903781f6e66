"""The sheet settings: what the questionnaire is called."""

from dataclasses import dataclass
from typing import Final

from surveys.questionnaire.compiler.cells import Cells
from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.elements import Label
from surveys.questionnaire.workbook import LANGUAGES, Sheet


@dataclass(frozen=True, slots=True)
class Settings:
    form_id: str
    version: str
    title: Label


NO_SETTINGS: Final = Settings("", "", Label())


def read_settings(sheet: Sheet, findings: Findings) -> Settings:
    """The one row of settings."""
    for row in sheet.rows[1:]:
        findings.add(row, "", "duplicate_setting")
    return _settings(Cells(sheet.rows[0], findings)) if sheet.rows else NO_SETTINGS


def _settings(cells: Cells) -> Settings:
    language = cells.needed("default_language")
    if language not in ("", LANGUAGES["th"]):
        cells.wrong("default_language", "bad_value", value=language, allowed=LANGUAGES["th"])
    return Settings(
        form_id=cells.code("form_id"),
        version=cells.code("version"),
        title=cells.label("form_title", needed=True),
    )
