"""Mistakes in a workbook, each with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from surveys.questionnaire.messages import N_

PROBLEM_MESSAGES: Final[dict[str, str]] = {
    # the file
    "not_a_workbook": N_("This file cannot be read. Give an Excel workbook (.xlsx)."),
    "old_excel": N_("This is the old Excel format (.xls). Save the workbook as .xlsx and load it again."),
    "encrypted": N_("The workbook is protected by a password. Save it without one and load it again."),
    "macros": N_("The workbook holds macros. Save it as .xlsx without them and load it again."),
    "upload_too_large": N_("The file is larger than %(limit)s MB."),
    "no_such_folder": N_("There is no folder or file called %(name)s."),
    "file_too_large": N_("The workbook is larger than %(limit)s MB once unpacked."),
    "sheet_too_large": N_("The sheet has more than %(rows)s rows or %(columns)s columns."),
    "not_utf8": N_("The file is not written in UTF-8."),
    "bad_csv": N_("The file is not a comma-separated table."),
    # sheets, columns, cells
    "missing_sheet": N_("The sheet is missing."),
    "empty_sheet": N_("The sheet has no rows."),
    "unknown_sheet": N_("There is no sheet of this name in a questionnaire."),
    "missing_column": N_("The column is missing."),
    "duplicate_column": N_("The column stands twice in the sheet."),
    "unknown_column": N_("There is no column of this name in a questionnaire."),
    "text_without_column": N_("There is text beyond the last column that has a heading."),
    "formula": N_("The cell holds a formula. Replace it by its value."),
    "error_cell": N_("The cell holds an Excel error."),
    "merged_cells": N_("The cells %(range)s are merged, so only the first of them has a content."),
    "control_character": N_("The text holds a character that cannot be shown."),
    "missing_value": N_("This must not be blank."),
    "missing_text": N_("The text is missing in this language."),
    "bad_flag": N_("%(value)s is not allowed here. Write yes or leave it blank."),
    "bad_value": N_("%(value)s is not allowed here. Allowed: %(allowed)s."),
    "not_used": N_("This is not used here and would have no effect. Leave it blank."),
    "duplicate_setting": N_("The settings have one row only."),
    # names
    "bad_name": N_(
        "%(name)s is not a valid name. Use up to 40 small letters, digits and _, beginning with a letter."
    ),
    "bad_code": N_("%(name)s is not a valid code. Use up to %(limit)s letters, digits, dots, hyphens and _."),
    "reserved_name": N_("%(name)s is reserved. Choose another name."),
    "duplicate_name": N_("%(name)s is already used in row %(row)s."),
    # framework and bands
    "bad_weight": N_("%(value)s is not a valid weight. Write a number from 0 to 1,000."),
    "weights_not_100": N_("The weights of the dimensions add up to %(total)s for %(audience)s, not to 100."),
    "indicators_not_100": N_(
        "The weights of the indicators of %(dimension)s add up to %(total)s for %(audience)s, not to 100."
    ),
    "unknown_parent": N_("There is no dimension %(code)s."),
    "parent_of_dimension": N_("A dimension has no parent."),
    "not_weighed_above": N_(
        "The dimension has no weight for %(audience)s, so the indicator cannot have one."
    ),
    "no_dimension": N_("The framework has no dimension."),
    "no_indicator": N_("The dimension has a weight for %(audience)s, but none of its indicators has one."),
    "not_scored": N_("The indicator has a weight for %(audience)s, but no question that is scored there."),
    "first_band_not_zero": N_("The first band must begin at 0."),
    "bands_not_ascending": N_("The bands must stand in ascending order."),
    # survey
    "unknown_type": N_("%(value)s is not a known type of question."),
    "unknown_list": N_("There is no list %(name)s in the sheet choices."),
    "missing_list": N_("The type needs the name of a list of options."),
    "unknown_indicator": N_("There is no indicator or dimension %(code)s in the framework."),
    "not_surveyed": N_("%(code)s is not surveyed for %(audience)s, so the question would never be asked."),
    "unclosed_group": N_("The group is never closed."),
    "group_not_open": N_("There is no open group to close here."),
    "wrong_group_end": N_("The group opened in row %(row)s must be closed first."),
    "group_inside_question": N_("A group cannot stand inside a question of several parts."),
    "empty_group": N_("The group has no questions."),
    "bad_item_type": N_("A part of this question must be of the type %(allowed)s."),
    "mixed_lists": N_("All rows of a matrix need the same list of options."),
    "exclusive_in_select_one": N_(
        "The list %(list)s has an exclusive option, which a single choice cannot have."
    ),
    "only_exclusive": N_("The list %(list)s has only exclusive options for %(audience)s."),
    "no_options": N_("The list %(list)s has no option for %(audience)s."),
    "unknown_choice": N_("The list of this question has no option %(name)s."),
    "evidence_without_choices": N_("Options can be named only where the question has a list of options."),
    # scoring
    "scored_in_dimension": N_("A question that is scored must belong to an indicator, not to a dimension."),
    "bad_question_weight": N_("%(value)s is not a valid weight. Write 2, or department=2 province=1."),
    "weight_not_asked": N_("The question is not asked of %(value)s, so it can have no weight there."),
    "method_not_for_kind": N_("The method %(method)s does not fit a question of the type %(kind)s."),
    "bad_points": N_("%(value)s is not a number of points from 0 to 100."),
    "missing_points": N_("The option needs points, because its list is scored."),
    "no_full_mark": N_(
        "No answer of %(audience)s can reach the full mark of %(full)s (the best reaches %(best)s)."
    ),
    "missing_base": N_("The method ratio needs the question to divide by."),
    "unknown_base": N_("There is no question %(name)s."),
    "base_not_number": N_("%(name)s is not a number, so it cannot be divided by."),
    "bad_maximum": N_("%(value)s is not a valid maximum. Write a number above 0."),
    "maximum_too_large": N_("Only %(offered)s options can be chosen by %(audience)s."),
    "missing_item_weight": N_("The part needs a weight from 0 to 1, because the question is scored by it."),
    "bad_item_weight": N_("%(value)s is not a weight from 0 to 1."),
    "no_scored_column": N_("The rows are scored, but none of their columns is."),
    # expressions
    "missing_calculation": N_("A calculation needs an expression."),
    "expression_too_long": N_("The expression is longer than %(limit)s characters."),
    "expression_syntax": N_("The expression is not written correctly near %(near)s."),
    "unknown_function": N_("There is no function %(name)s."),
    "wrong_arguments": N_("The function %(name)s takes %(takes)s values, not %(given)s."),
    "needs_reference": N_("The function %(name)s needs the name of a question, as in %(example)s."),
    "unknown_reference": N_("There is no question %(name)s."),
    "reference_not_asked": N_("%(name)s is not asked of %(audience)s."),
    "unknown_option": N_("%(name)s has no option %(option)s."),
    "reference_without_value": N_("%(name)s has no answer that an expression could use."),
    "not_rows": N_("%(name)s has no rows to select from."),
    "self_without_answer": N_("The sign . stands for the answer and can be used in a constraint only."),
    "cycle": N_("The expression leads back to itself: %(path)s."),
}
"""English messages by code, to be passed through gettext and filled with the problem's `params`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where (`row` 0 = the whole sheet, `column` "" = the whole row) and what."""

    sheet: str
    row: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return PROBLEM_MESSAGES[self.code] % self.params

    def __str__(self) -> str:
        place = [self.sheet, f"row {self.row}" if self.row else "", self.column]
        return ": ".join(filter(None, [", ".join(filter(None, place)), self.message]))


class WorkbookError(Exception):
    """A workbook that cannot be loaded, with all that is wrong in it, in the order of the sheets."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
