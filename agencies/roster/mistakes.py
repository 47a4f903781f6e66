"""Mistakes in a register, each with its place and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surveys.questionnaire.problems import PROBLEM_MESSAGES, Problem

MISTAKE_MESSAGES: Final[Mapping[str, str]] = PROBLEM_MESSAGES | {
    # the file
    "no_such_file": _("there is no such file"),
    "not_utf8": _("is not UTF-8 text"),
    "no_rows": _("has no rows"),
    "no_sheet": _("The workbook has no such sheet. Begin with a workbook taken from the roster page."),
    "file_too_large": _("is larger than %(limit)s MB once unpacked; is it the right file?"),
    "sheet_too_large": _(
        "has more than %(rows)s rows or %(columns)s columns; delete those below the last agency"
    ),
    "merged_cells": _(
        "The cells %(range)s are merged. Unmerge them, and give every cell a value of its own."
    ),
    "twice_in_head": _("stands twice in the head; one of the two columns has to go"),
    "no_column": _("is missing from the head"),
    "wrong_width": _("has %(cells)s cells, the head has %(columns)s"),
    # cells
    "empty": _("is empty"),
    "too_long": _("is longer than %(limit)s characters; shorten it"),
    "disturbing": _("has a line break or a control character; type the text anew on one line"),
    "repeated": _("“%(value)s” is already in row %(row)s"),
    "two_digits": _("“%(value)s” should be two digits"),
    "two_to_four_digits": _(
        "“%(value)s” should be two to four digits; format the column as text, so that a zero in front stays"
    ),
    "department_code": _("“%(value)s” should be D and four digits"),
    "agency_code": _("“%(value)s” should be a capital letter, then 2 to 11 capital letters or digits"),
    "iso_code": _("“%(value)s” should be like TH-50"),
    "map_id": _("“%(value)s” should be three small letters"),
    "small_number": _("“%(value)s” should be a number from 1 to 99"),
    "province_region": _("“%(value)s” should be a region of provinces"),
    "department_type": _("“%(value)s” should be an agency type of departments"),
    "office_type": _("“%(value)s” should be provincial-office, the only type of the province level"),
    "ends_with_province": _("“%(value)s” should be a name that ends with จังหวัด"),
    "yes_or_no": _("“%(value)s” should be yes or no"),
    "level": _("“%(value)s” should be department or province"),
    "region": _("“%(value)s” should be a region"),
    "other_ministry_name": _("“%(value)s” has another name in an earlier row"),
    "unknown_ministry": _("no ministry has the code “%(value)s”; correct it, or add it to its sheet"),
    "unknown_province": _("no province has the code “%(value)s”; correct it, or add it to its sheet"),
    "unknown_kind": _("no kind of office has the number “%(value)s”; correct it, or add it to its sheet"),
    "not_here": _("has to be blank at this level"),
    "not_the_provinces": _("“%(value)s” is not the region of the province; leave it blank"),
    "taken": _("“%(value)s” is that of %(code)s already; use that code, or give another value"),
}
"""English messages by code, to be passed through gettext and filled with the mistake's `params`."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """`row` counts as a spreadsheet does: the head is row 1. Row 0 means the file or sheet as a whole."""

    file: str
    row: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        return gettext(MISTAKE_MESSAGES[self.code]) % self.params

    def __str__(self) -> str:
        place = [self.file, *([f"row {self.row}"] if self.row else []), *filter(None, [self.column])]
        return f"{', '.join(place)}: {self.message}"


class RosterMistakes(Exception):
    """The register was not loaded; `mistakes` are all that was found."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes in the register")
        self.mistakes = mistakes


def from_problems(problems: Iterable[Problem]) -> list[Mistake]:
    """What is wrong with a workbook before anything in it is read."""
    return [Mistake(each.sheet, each.row, each.column, each.code, each.params) for each in problems]
