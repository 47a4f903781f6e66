"""Whether the workbook has the sheets and columns of a questionnaire."""

from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.reader import Sheets
from surveys.questionnaire.workbook import LAYOUTS, Layout, Sheet


def check_layout(sheets: Sheets, findings: Findings) -> None:
    """Sheets of other names are the author's own notes, unless they look like ours."""
    for name, layout in LAYOUTS.items():
        if name in sheets.by_name:
            _check_sheet(sheets.by_name[name], layout, findings)
        else:
            findings.add_to_sheet(name, "missing_sheet")
    for name in sheets.by_name:
        if name.startswith("ega--") and name not in LAYOUTS:
            findings.add_to_sheet(name, "unknown_sheet")


def _check_sheet(sheet: Sheet, layout: Layout, findings: Findings) -> None:
    for column in layout.required:
        if column not in sheet.columns:
            findings.add_column(sheet.name, column, "missing_column")
    for column in dict.fromkeys(sheet.columns):
        if column not in layout.known:
            findings.add_column(sheet.name, column, "unknown_column")
    if not sheet.rows:
        findings.add_to_sheet(sheet.name, "empty_sheet")
