"""What to do about each mistake in a workbook."""

from typing import Final

from surveys.questionnaire.messages import N_

_FILE = N_("Open the file in Excel, save it as an Excel workbook (.xlsx), and load that.")
_SMALLER = N_(
    "Keep the sheets of the questionnaire only, without pictures, and delete empty rows below the last."
)
_CSV = N_("Save the sheet as CSV UTF-8 (comma delimited), and load it again.")
_ADD_SHEET = N_("Add the sheet; an older version, downloaded here, shows how it looks.")
_ADD_ROWS = N_("Fill the sheet in below its headings.")
_ADD_COLUMN = N_("Add a column with exactly this heading in row 1.")
_ONE_COLUMN = N_("Keep one of the two columns and delete the other.")
_RENAME_COLUMN = N_(
    "Correct the heading, or delete the column. Notes of your own belong in a sheet of another name."
)
_MOVE_TEXT = N_("Give the column a heading in row 1, or delete the text.")
_VALUE = N_("In Excel: copy the cell, then Paste Special, Values.")
_MERGED = N_("In Excel: select the cells, then Home, Merge & Center, Unmerge Cells. Then fill in each cell.")
_RETYPE = N_("Delete the text in the cell and type it anew.")
_FILL = N_("Fill the cell in.")
_TRANSLATE = N_("Write the text in this language too.")
_CHOOSE = N_("Write one of the words that are allowed.")
_EMPTY = N_("Empty the cell.")
_DELETE_ROW = N_("Delete the row.")
_NAME = N_("Write another name, and use it wherever the old one stands.")
_WEIGHT = N_("Write a number that is allowed.")
_TOTAL = N_("Change the weights so that they add up to 100.")
_PARENT = N_("Write the code of a dimension that stands in this sheet.")
_ABOVE = N_("Give the dimension a weight at that level, or empty this cell.")
_NODE = N_("Add the row to the framework.")
_SCORED = N_("Give a question of this indicator a method, or empty the weight.")
_BANDS = N_("Put the bands in order, the first with the minimum 0.")
_TYPE = N_("Write a type that the guide to questionnaire workbooks names.")
_LIST = N_("Write the name of a list as it stands in the sheet choices, or add the list there.")
_INDICATOR = N_("Write a code as it stands in the sheet ega--framework.")
_LEVEL = N_("Choose another indicator or level, or delete the question.")
_GROUPS = N_("See that every begin has its end below it, and that the inner one is closed first.")
_GROUP = N_("Put questions into the group, or delete both of its rows.")
_PART = N_("Change the type of this row, or move it out of the group.")
_ONE_LIST = N_("Name the same list in every row of the matrix.")
_OPTIONS = N_("Change the options of the list in the sheet choices, or name another list.")
_OPTION = N_("Write the name of an option as it stands in the sheet choices.")
_METHOD = N_("Choose a method that fits the type, or empty the cell.")
_POINTS = N_("Write a number from 0 to 100 in the column score.")
_FULL = N_("Raise the points or weights, or lower ega--max, so that the full mark can be reached.")
_BASE = N_("Write the name of a question that is answered with a number and asked at the same levels.")
_MAXIMUM = N_("Write a smaller number, or leave the cell blank.")
_COLUMN_METHOD = N_("Write the method choice in a column that is scored.")
_EXPRESSION = N_("Correct the expression; the guide to questionnaire workbooks lists what can be used.")
_SHORTER = N_("Put a part of the condition into a question of the type calculate, and refer to that.")
_REFERENCE = N_("Write the name of a question as it stands in the column name.")
_CYCLE = N_("Take one of the questions out of the condition of the other.")

REMEDIES: Final[dict[str, str]] = {
    "not_a_workbook": _FILE,
    "old_excel": N_(
        "In Excel: File, Save As, Excel Workbook (.xlsx). In LibreOffice: Save As, type Excel 2007-365."
    ),
    "encrypted": N_(
        "In Excel: File, Info, Protect Workbook, Encrypt with Password, and delete the password."
    ),
    "macros": N_("In Excel: File, Save As, Excel Workbook (.xlsx), and say yes to saving without macros."),
    "no_such_folder": _FILE,
    "file_too_large": _SMALLER,
    "upload_too_large": _SMALLER,
    "sheet_too_large": _SMALLER,
    "not_utf8": _CSV,
    "bad_csv": _CSV,
    "missing_sheet": _ADD_SHEET,
    "empty_sheet": _ADD_ROWS,
    "unknown_sheet": N_("Correct the name of the sheet; a sheet for notes must not begin with ega--."),
    "missing_column": _ADD_COLUMN,
    "duplicate_column": _ONE_COLUMN,
    "unknown_column": _RENAME_COLUMN,
    "text_without_column": _MOVE_TEXT,
    "formula": _VALUE,
    "error_cell": _VALUE,
    "merged_cells": _MERGED,
    "control_character": _RETYPE,
    "missing_value": _FILL,
    "missing_text": _TRANSLATE,
    "bad_flag": _CHOOSE,
    "bad_value": _CHOOSE,
    "not_used": _EMPTY,
    "duplicate_setting": _DELETE_ROW,
    "bad_name": _NAME,
    "bad_code": _NAME,
    "reserved_name": _NAME,
    "duplicate_name": _NAME,
    "bad_weight": _WEIGHT,
    "weights_not_100": _TOTAL,
    "indicators_not_100": _TOTAL,
    "unknown_parent": _PARENT,
    "parent_of_dimension": _EMPTY,
    "not_weighed_above": _ABOVE,
    "no_dimension": _NODE,
    "no_indicator": _NODE,
    "not_scored": _SCORED,
    "first_band_not_zero": _BANDS,
    "bands_not_ascending": _BANDS,
    "unknown_type": _TYPE,
    "unknown_list": _LIST,
    "missing_list": _LIST,
    "unknown_indicator": _INDICATOR,
    "not_surveyed": _LEVEL,
    "unclosed_group": _GROUPS,
    "group_not_open": _GROUPS,
    "wrong_group_end": _GROUPS,
    "group_inside_question": _GROUPS,
    "empty_group": _GROUP,
    "bad_item_type": _PART,
    "mixed_lists": _ONE_LIST,
    "exclusive_in_select_one": _OPTIONS,
    "only_exclusive": _OPTIONS,
    "no_options": _OPTIONS,
    "unknown_choice": _OPTION,
    "evidence_without_choices": _CHOOSE,
    "scored_in_dimension": _INDICATOR,
    "bad_question_weight": _WEIGHT,
    "weight_not_asked": _WEIGHT,
    "method_not_for_kind": _METHOD,
    "bad_points": _POINTS,
    "missing_points": _POINTS,
    "no_full_mark": _FULL,
    "missing_base": _BASE,
    "unknown_base": _BASE,
    "base_not_number": _BASE,
    "bad_maximum": _WEIGHT,
    "maximum_too_large": _MAXIMUM,
    "missing_item_weight": _WEIGHT,
    "bad_item_weight": _WEIGHT,
    "no_scored_column": _COLUMN_METHOD,
    "missing_calculation": _EXPRESSION,
    "expression_too_long": _SHORTER,
    "expression_syntax": _EXPRESSION,
    "unknown_function": _EXPRESSION,
    "wrong_arguments": _EXPRESSION,
    "needs_reference": _REFERENCE,
    "unknown_reference": _REFERENCE,
    "reference_not_asked": _REFERENCE,
    "unknown_option": _OPTION,
    "reference_without_value": _REFERENCE,
    "not_rows": _REFERENCE,
    "self_without_answer": _EXPRESSION,
    "cycle": _CYCLE,
}
"""English sentences by the code of a mistake, to be passed through gettext."""
