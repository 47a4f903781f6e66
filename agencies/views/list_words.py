"""What is wrong with a list of people, in the reader's language, with what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.invitation_lists.columns import (
    AGENCY,
    COLUMNS,
    EMAIL,
    HEADINGS,
    NAME,
    OBLIGATORY,
    PHONE,
    POSITION,
    ROLE,
)
from agencies.invitation_lists.rows import ListProblem
from portal.languages import active_language

HINTS: Mapping[str, Promise] = {
    AGENCY: gettext_lazy("as in the register, for example D1102"),
    EMAIL: gettext_lazy("the person’s own; one row for each role of a person"),
    NAME: gettext_lazy("first name and family name"),
    POSITION: gettext_lazy("may stay blank"),
    PHONE: gettext_lazy("may stay blank"),
    ROLE: gettext_lazy("officer, approver or reader"),
}
WORDS: Mapping[str, Promise] = {
    "not_a_workbook": gettext_lazy("This is no Excel workbook. Save the list as .xlsx and upload it again."),
    "old_excel": gettext_lazy("This is the old Excel format. Save the list as .xlsx and upload it again."),
    "encrypted": gettext_lazy("The file is protected by a password. Take it away and upload the list again."),
    "file_too_large": gettext_lazy("The file is too large. Leave only the list in it."),
    "sheet_too_large": gettext_lazy("The list has more than 5,000 rows or 200 columns. Divide it."),
    "empty_sheet": gettext_lazy("The first sheet has no people. Write them there, one in each row."),
    "missing_column": gettext_lazy("This column is missing. Add it, with this heading in the first row."),
    "column_twice": gettext_lazy("This column is there twice. Leave one of them."),
    "formula": gettext_lazy("There is a formula. Type the value itself."),
    "merged_cells": gettext_lazy("This cell is merged with others. Undo the merging, and fill in each cell."),
    "error_cell": gettext_lazy("Excel shows an error here. Type the value."),
    "missing": gettext_lazy("This is blank. Fill it in."),
    "too_long": gettext_lazy("This is longer than %(value)s characters. Shorten it."),
    "unknown_agency": gettext_lazy("There is no agency with the code “%(value)s”. Look it up."),
    "retired_agency": gettext_lazy("The agency “%(value)s” is no longer asked. Use another code."),
    "bad_email": gettext_lazy("“%(value)s” is no e-mail address. Correct it, for example name@agency.go.th."),
    "switched_off": gettext_lazy(
        "The account of “%(value)s” is switched off. Switch it on on the person’s page, or leave the row out."
    ),
    "bad_line": gettext_lazy("This cannot be shown as one line. Type it anew, without special characters."),
    "bad_phone": gettext_lazy("“%(value)s” is no telephone number. Give four digits or more, or none."),
    "unknown_role": gettext_lazy("“%(value)s” is no role. Write officer, approver or reader."),
    "row_twice": gettext_lazy("The same person has this role in row %(other_row)s too. Delete one row."),
    "other_name": gettext_lazy(
        "The address has another name in row %(other_row)s. Each person needs an own address."
    ),
}


def problem_lines(problems: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Each problem with its row, column and sentence."""
    return [_line(ListProblem.from_json(problem)) for problem in problems]


def columns_for_page() -> list[dict[str, Any]]:
    """The columns of a list in the reader's language, with what goes into them."""
    return [
        {"heading": heading_of(column), "hint": HINTS[column], "obligatory": column in OBLIGATORY}
        for column in COLUMNS
    ]


def heading_of(column: str) -> str:
    return HEADINGS[column][active_language() == "en"]


def _line(problem: ListProblem) -> dict[str, str]:
    return {
        "row": str(problem.row or ""),
        "column": heading_of(problem.column) if problem.column else _("File"),
        "text": str(WORDS[problem.code]) % {"value": problem.value, "other_row": problem.other_row},
    }
