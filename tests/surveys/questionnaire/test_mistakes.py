"""Every mistake in a workbook is told with its place, and only mistakes are."""

import pytest

from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.problems import PROBLEM_MESSAGES, Problem, WorkbookError
from surveys.questionnaire.reader import Sheets
from surveys.questionnaire.remedies import REMEDIES
from surveys.questionnaire.tables import sheet_from
from tests.surveys.questionnaire.workbooks import (
    CHOICES,
    FRAMEWORK,
    SETTINGS,
    SURVEY,
    Cells,
    Place,
    Workbook,
    asked,
    compiled,
    node,
    option,
    places,
    row,
    tables,
    with_cell,
    workbook,
)

THAI, ENGLISH = "label::Thai (th)", "label::English (en)"
LONG = " and ".join(["${plan} = 'none'"] * 60)

CELLS = [
    # A text in one cell, and what is wrong with it there.
    ("settings", 2, "form_id", "", "missing_value"),
    ("settings", 2, "form_id", "แบบ", "bad_code"),
    ("settings", 2, "version", "", "missing_value"),
    ("settings", 2, "default_language", "English (en)", "bad_value"),
    ("settings", 2, "form_title::English (en)", "", "missing_text"),
    ("ega--bands", 2, "minimum", "1", "first_band_not_zero"),
    ("ega--bands", 3, "minimum", "0", "bands_not_ascending"),
    ("ega--bands", 3, "minimum", "101", "bad_points"),
    ("ega--bands", 3, "minimum", "half", "bad_points"),
    ("ega--bands", 3, "minimum", "", "missing_value"),
    ("ega--bands", 3, "code", "begin", "duplicate_name"),
    ("ega--bands", 3, ENGLISH, "", "missing_text"),
    ("ega--framework", 3, "weight_department", "heavy", "bad_weight"),
    ("ega--framework", 3, "weight_department", "-1", "bad_weight"),
    ("ega--framework", 7, "weight_department", "19.5", "weights_not_100"),
    ("ega--framework", 4, "weight_department", "39", "indicators_not_100"),
    ("ega--framework", 4, "weight_province", "41", "indicators_not_100"),
    ("ega--framework", 2, "parent", "2", "parent_of_dimension"),
    ("ega--framework", 3, "kind", "dimention", "bad_value"),
    ("ega--framework", 8, "weight_province", "100", "not_weighed_above"),
    ("ega--framework", 5, "relevant", "${has_services} = 'yep'", "unknown_option"),
    ("ega--framework", 5, "relevant", "${no_such} = 'yes'", "unknown_reference"),
    ("ega--framework", 5, "relevant", "${satisfaction} > 3", "reference_not_asked"),
    ("ega--framework", 5, "relevant", "${online_count} > 0", "cycle"),
    ("choices", 2, "score", "101", "bad_points"),
    ("choices", 3, "score", "half", "bad_points"),
    ("choices", 3, "score", "", "missing_points"),
    ("choices", 3, "name", "in preparation", "bad_name"),
    ("choices", 3, "name", "กำลังจัดทำ", "bad_name"),
    ("choices", 3, "name", "", "missing_value"),
    ("choices", 3, "list_name", "", "missing_value"),
    ("choices", 3, THAI, "", "missing_text"),
    ("choices", 7, "audience", "departments", "bad_value"),
    ("choices", 8, "exclusive", "maybe", "bad_flag"),
    ("choices", 6, "name", "people", "duplicate_name"),
    ("survey", 2, "type", "select_one", "missing_list"),
    ("survey", 3, "type", "select_multiple topic", "unknown_list"),
    ("survey", 24, "type", "geopoint", "unknown_type"),
    ("survey", 24, "type", "text long", "unknown_type"),
    ("survey", 24, "type", "", "missing_value"),
    ("survey", 24, "name", "plan", "duplicate_name"),
    ("survey", 24, "name", "", "missing_value"),
    ("survey", 24, "name", "Remark", "bad_name"),
    ("survey", 24, "name", "a__b", "bad_name"),
    ("survey", 24, "name", "a" * 41, "bad_name"),
    ("survey", 24, "name", "หมายเหตุ", "bad_name"),
    ("survey", 24, "name", "na", "reserved_name"),
    ("survey", 24, THAI, "", "missing_text"),
    ("survey", 24, ENGLISH, "", "missing_text"),
    ("survey", 24, "guidance_hint::English (en)", "", "missing_text"),
    ("survey", 24, "ega--indicator", "", "missing_value"),
    ("survey", 24, "ega--indicator", "9", "unknown_indicator"),
    ("survey", 24, "ega--audience", "ministry", "bad_value"),
    ("survey", 24, "required", "sometimes", "bad_flag"),
    ("survey", 24, "ega--na", "1", "bad_flag"),
    ("survey", 2, "ega--formerly", "Old name", "bad_name"),
    ("survey", 7, "ega--formerly", "equipment", "not_used"),
    ("survey", 24, "ega--weight", "2", "not_used"),
    ("survey", 24, "ega--max", "2", "not_used"),
    ("survey", 24, "ega--missing", "skip", "not_used"),
    ("survey", 24, "calculation", "1 + 1", "not_used"),
    ("survey", 24, "ega--evidence", "finished", "evidence_without_choices"),
    ("survey", 24, "ega--prefill", "last year", "bad_name"),
    ("survey", 27, "required", "yes", "not_used"),
    ("survey", 9, "relevant", "true()", "not_used"),
    ("survey", 11, "ega--weight", "2", "not_used"),
    ("survey", 13, "ega--weight", "2", "not_used"),
    ("survey", 13, "relevant", "true()", "not_used"),
    ("survey", 2, "ega--evidence", "finished ready", "unknown_choice"),
    ("survey", 2, "ega--method", "points", "bad_value"),
    ("survey", 2, "ega--method", "sum", "method_not_for_kind"),
    ("survey", 2, "ega--weight", "0", "bad_question_weight"),
    ("survey", 2, "ega--weight", "department:2", "bad_question_weight"),
    ("survey", 2, "ega--weight", "department=2 3", "bad_question_weight"),
    ("survey", 2, "ega--weight", "ministry=2", "weight_not_asked"),
    ("survey", 2, "ega--max", "80", "not_used"),
    ("survey", 2, "ega--base", "all_posts", "not_used"),
    ("survey", 2, "ega--missing", "never", "bad_value"),
    ("survey", 2, "ega--indicator", "1", "scored_in_dimension"),
    ("survey", 3, "ega--max", "0", "bad_maximum"),
    ("survey", 3, "ega--max", "many", "bad_maximum"),
    ("survey", 3, "ega--max", "3", "maximum_too_large"),
    ("survey", 5, "ega--base", "", "missing_base"),
    ("survey", 5, "ega--base", "posts", "unknown_base"),
    ("survey", 5, "ega--base", "plan", "base_not_number"),
    ("survey", 5, "ega--base", "satisfaction", "reference_not_asked"),
    ("survey", 7, "ega--weight", "", "missing_item_weight"),
    ("survey", 7, "ega--weight", "1.5", "bad_item_weight"),
    ("survey", 8, "type", "integer", "bad_item_type"),
    ("survey", 19, "type", "select_one yes_no", "mixed_lists"),
    ("survey", 22, "calculation", "", "missing_calculation"),
    ("survey", 22, "calculation", "count(${measures})", "not_rows"),
    ("survey", 22, "calculation", "count(3)", "needs_reference"),
    ("survey", 22, "calculation", "count(${services}[onlin = 'yes'])", "unknown_reference"),
    ("survey", 22, "calculation", "count(${services}[online = 'y'])", "unknown_option"),
    ("survey", 22, "calculation", "if(${plan} = 'none', 1)", "wrong_arguments"),
    ("survey", 22, "calculation", "${online_count} + 1", "cycle"),
    ("survey", 3, "relevant", "${plan} != ", "expression_syntax"),
    ("survey", 3, "relevant", "${plan} == 'none'", "expression_syntax"),
    ("survey", 3, "relevant", "pulldata('x')", "unknown_function"),
    ("survey", 3, "relevant", "${plans} = 'none'", "unknown_reference"),
    ("survey", 3, "relevant", "${about_services} = 'x'", "reference_without_value"),
    ("survey", 3, "relevant", "${policy_file} != ''", "reference_without_value"),
    ("survey", 3, "relevant", "${satisfaction} > 50", "reference_not_asked"),
    ("survey", 3, "relevant", "${plan} = 'nil'", "unknown_option"),
    ("survey", 3, "relevant", "not(selected(${measures}, 'backups'))", "unknown_option"),
    ("survey", 3, "relevant", ". = 'people'", "self_without_answer"),
    ("survey", 3, "relevant", "${topics} = 'people'", "cycle"),
    ("survey", 11, "relevant", "${online_count} > 0", "cycle"),
    ("survey", 4, "constraint_message::English (en)", "", "missing_text"),
    ("survey", 4, "constraint", "${no_such} > .", "unknown_reference"),
]

ELSEWHERE = [
    # A text in one cell, and where else something is wrong then.
    (("ega--framework", 8, "code", "3.1_and_longer"), ("ega--framework", 8, "code", "bad_code")),
    (("ega--framework", 8, "code", "2.1"), ("ega--framework", 8, "code", "duplicate_name")),
    (("survey", 2, "hint::English (en)", "Hint"), ("survey", 2, "hint::Thai (th)", "missing_text")),
    (("survey", 8, "ega--weight", "0.5"), ("survey", 6, "ega--method", "no_full_mark")),
    (("survey", 14, "ega--method", ""), ("survey", 12, "ega--method", "no_scored_column")),
    (("survey", 14, "type", "text"), ("survey", 14, "ega--method", "method_not_for_kind")),
    (("survey", 21, "ega--max", "140"), ("survey", 21, "type", "no_full_mark")),
    (("choices", 2, "score", "90"), ("survey", 2, "type", "no_full_mark")),
    (("choices", 2, "exclusive", "yes"), ("survey", 2, "type", "exclusive_in_select_one")),
    (("survey", 21, "ega--method", ""), ("survey", 21, "ega--weight", "not_used")),
    (("survey", 23, "ega--audience", "province"), ("survey", 23, "ega--audience", "not_surveyed")),
    (("survey", 23, "ega--method", ""), ("ega--framework", 8, "weight_department", "not_scored")),
    (
        ("ega--framework", 8, "weight_department", "0"),
        ("ega--framework", 7, "weight_department", "no_indicator"),
    ),
    (("ega--framework", 8, "parent", "4"), ("ega--framework", 8, "parent", "unknown_parent")),
]


def without(sheet: str) -> Workbook:
    return {name: rows for name, rows in workbook().items() if name != sheet}


def survey(*rows: Cells) -> Workbook:
    """The workbook with more rows at the end of its survey, from row 28."""
    return workbook(survey=[*SURVEY, *rows])


END_GROUP, END_REPEAT = {"type": "end_group"}, {"type": "end_repeat"}
WORKBOOKS = {
    "no choices": (without("choices"), [("choices", 0, "", "missing_sheet")]),
    "no framework": (without("ega--framework"), [("ega--framework", 0, "", "missing_sheet")]),
    "no settings": (without("settings"), [("settings", 0, "", "missing_sheet")]),
    "no rows in survey": (workbook(survey=[]), [("survey", 0, "", "empty_sheet")]),
    "no rows in bands": (workbook(ega_bands=[]), [("ega--bands", 0, "", "empty_sheet")]),
    "misspelt sheet": (workbook() | {"ega--frame": []}, [("ega--frame", 0, "", "unknown_sheet")]),
    "a sheet of notes": (workbook() | {"notes": [{"to do": "ask the ministry"}]}, []),
    "two settings": (workbook(settings=SETTINGS * 2), [("settings", 3, "", "duplicate_setting")]),
    "unknown column": (
        with_cell("survey", 2, "ega--wieght", "2"),
        [("survey", 1, "ega--wieght", "unknown_column")],
    ),
    "column of XLSForm that is not read": (
        with_cell("survey", 2, "choice_filter", "true()"),
        [("survey", 1, "choice_filter", "unknown_column")],
    ),
    "no dimension": (
        workbook(
            ega_framework=[node("1.1", "1", "60", "60")], survey=[asked("text", "remark", indicator="1.1")]
        ),
        [
            ("ega--framework", 0, "", "no_dimension"),
            ("ega--framework", 2, "parent", "unknown_parent"),
            ("ega--framework", 2, "weight_department", "not_scored"),
            ("ega--framework", 2, "weight_province", "not_scored"),
        ],
    ),
    "cycle of three": (
        survey(
            asked("text", "a", indicator="1", relevant="${b} = '1'"),
            asked("text", "b", indicator="1", relevant="${c} = '1'"),
            asked("text", "c", indicator="1", relevant="${a} = '1'"),
        ),
        [("survey", 28, "relevant", "cycle")],
    ),
    "two cycles": (
        survey(
            asked("text", "a", indicator="1", relevant="${b} = '1'"),
            asked("text", "b", indicator="1", relevant="${a} = '1'"),
            asked("text", "c", indicator="1", relevant="${c} = '1'"),
        ),
        [("survey", 28, "relevant", "cycle"), ("survey", 30, "relevant", "cycle")],
    ),
    "cycle through a section": (
        survey(
            row("begin_group", "section", relevant="${inside} = '1'"),
            asked("text", "inside", indicator="1"),
            END_GROUP,
        ),
        [("survey", 28, "relevant", "cycle")],
    ),
    "too long": (
        with_cell("survey", 3, "relevant", LONG),
        [("survey", 3, "relevant", "expression_too_long")],
    ),
    "unclosed group": (survey(row("begin_group", "section")), [("survey", 28, "type", "unclosed_group")]),
    "group that was not open": (survey(END_GROUP), [("survey", 28, "type", "group_not_open")]),
    "wrong end": (
        survey(row("begin_group", "section"), END_REPEAT),
        [("survey", 29, "type", "wrong_group_end")],
    ),
    "text in an end": (
        survey(row("begin_group", "section"), END_GROUP | {THAI: "จบ"}),
        [("survey", 29, THAI, "not_used")],
    ),
    "question without parts": (
        survey(asked("begin_repeat", "things", indicator="1"), END_REPEAT),
        [("survey", 28, "type", "empty_group")],
    ),
    "rows in rows": (
        survey(
            asked("begin_repeat", "things", indicator="1"),
            row("text", "thing"),
            asked("begin_repeat", "inner", indicator="1"),
            row("text", "inner_thing"),
            END_REPEAT,
            END_REPEAT,
        ),
        [("survey", 30, "type", "group_inside_question")],
    ),
    "section in rows": (
        survey(
            asked("begin_repeat", "things", indicator="1"),
            row("begin_group", "section"),
            row("text", "thing"),
            END_GROUP,
            END_REPEAT,
        ),
        [("survey", 29, "type", "group_inside_question")],
    ),
    "options for one audience only": (
        workbook(
            survey=[*SURVEY, asked("select_one ministries", "ministry", indicator="1")],
            choices=[*CHOICES, option("ministries", "interior", audience="department")],
        ),
        [("survey", 28, "type", "no_options")],
    ),
    "only exclusive options": (
        workbook(
            survey=[*SURVEY, asked("select_multiple nothing", "nothing", indicator="1")],
            choices=[*CHOICES, option("nothing", "neither", exclusive="yes")],
        ),
        [("survey", 28, "type", "only_exclusive")],
    ),
    "column of unscored rows with a method": (
        survey(
            asked("begin_repeat", "things", indicator="1"),
            row("select_one yes_no", "thing", method="choice", weight="2"),
            END_REPEAT,
        ),
        [("survey", 29, "ega--method", "not_used"), ("survey", 29, "ega--weight", "not_used")],
    ),
    "province asked about a department's answer": (
        survey(
            asked("text", "for_departments", indicator="1", audience="department"),
            asked(
                "text",
                "for_provinces",
                indicator="1",
                audience="province",
                relevant="${for_departments} = '1'",
            ),
            asked("text", "for_both", indicator="1", relevant="${for_departments} = '1'"),
            asked(
                "text", "for_them", indicator="1", audience="department", relevant="${for_departments} = '1'"
            ),
        ),
        [
            ("survey", 29, "relevant", "reference_not_asked"),
            ("survey", 30, "relevant", "reference_not_asked"),
        ],
    ),
    "a gate inside its own dimension": (
        workbook(
            ega_framework=[
                *FRAMEWORK[:5],
                node("3", "", "20", "", relevant="${satisfaction} > 1"),
                FRAMEWORK[6],
            ]
        ),
        [],
    ),
}


@pytest.mark.parametrize(("book", "expected"), WORKBOOKS.values(), ids=WORKBOOKS.keys())
def test_a_mistake_in_the_workbook(book: Workbook, expected: list[Place]):
    assert places(book) == expected


@pytest.mark.parametrize(("sheet", "number", "column", "text", "code"), CELLS)
def test_a_mistake_in_a_cell(sheet: str, number: int, column: str, text: str, code: str):
    assert places(with_cell(sheet, number, column, text)) == [(sheet, number, column, code)]


@pytest.mark.parametrize(("change", "place"), ELSEWHERE)
def test_a_mistake_that_shows_in_another_cell(change: tuple[str, int, str, str], place: Place):
    assert place in places(with_cell(*change))


def test_what_a_missing_column_entails_is_not_told():
    cells = tables(workbook())
    cells["survey"][0] = ["label" if heading == ENGLISH else heading for heading in cells["survey"][0]]
    sheets = Sheets({name: sheet_from(name, table)[0] for name, table in cells.items()})
    with pytest.raises(WorkbookError) as caught:
        compile_workbook(sheets)
    assert [(each.row, each.column, each.code) for each in caught.value.problems] == [
        (1, "label", "unknown_column"),
        (1, ENGLISH, "missing_column"),
    ]


def test_every_mistake_is_told_once_in_the_order_of_the_sheets():
    questions = [asked("text", f"q{number}", indicator="1") | {ENGLISH: ""} for number in range(1, 101)]
    options = [option("many", f"o{number}") | {THAI: ""} for number in range(1, 101)]
    expressions = [
        asked("text", f"e{number}", indicator="1", relevant="${nothing} = 1") for number in range(1, 101)
    ]
    book = workbook(survey=[*SURVEY, *questions, *expressions], choices=[*CHOICES, *options])
    assert places(book) == [
        *(("survey", number, ENGLISH, "missing_text") for number in range(28, 128)),
        *(("survey", number, "relevant", "unknown_reference") for number in range(128, 228)),
        *(("choices", number, THAI, "missing_text") for number in range(18, 118)),
    ]


def test_a_mistake_for_both_audiences_is_told_once():
    with pytest.raises(WorkbookError) as caught:
        compiled(with_cell("choices", 2, "score", "90"))
    assert caught.value.problems == (
        Problem(
            "survey", 2, "type", "no_full_mark", {"audience": "department, province", "full": 100, "best": 90}
        ),
    )


def test_the_full_mark_that_is_missed_is_the_one_that_was_asked_for():
    with pytest.raises(WorkbookError) as caught:
        compiled(with_cell("survey", 21, "ega--max", "140"))
    assert caught.value.problems == (
        Problem(
            "survey",
            21,
            "type",
            "no_full_mark",
            {"audience": "department, province", "full": 140, "best": 130},
        ),
    )


def test_a_problem_reads_as_a_sentence_with_its_place():
    problem = Problem("survey", 3, "type", "unknown_list", {"name": "topic"})
    assert str(problem) == "survey, row 3, type: There is no list topic in the sheet choices."
    assert str(Problem("", 0, "", "old_excel")).startswith("This is the old Excel format")


READER_CODES = {
    "not_a_workbook",
    "old_excel",
    "encrypted",
    "macros",
    "upload_too_large",
    "no_such_folder",
    "file_too_large",
    "sheet_too_large",
    "not_utf8",
    "bad_csv",
    "duplicate_column",
    "text_without_column",
    "formula",
    "error_cell",
    "merged_cells",
    "control_character",
}


def test_every_mistake_of_a_workbook_is_tried_here():
    tried = {case[4] for case in CELLS} | {place[3] for _, place in ELSEWHERE}
    tried |= {place[3] for _, expected in WORKBOOKS.values() for place in expected}
    assert tried | READER_CODES | {"missing_column"} == set(PROBLEM_MESSAGES)


def test_for_every_mistake_it_is_said_what_to_do():
    assert set(REMEDIES) == set(PROBLEM_MESSAGES)


def test_two_questions_cannot_have_been_the_same_one():
    book = with_cell("survey", 2, "ega--formerly", "aim")
    book["survey"][1]["ega--formerly"] = "aim"
    assert places(book) == [("survey", 3, "ega--formerly", "duplicate_name")]


def test_the_conditions_around_a_question_count_together():
    book = workbook()
    section = next(row for row in book["survey"] if row.get("name") == "about_services")
    question = next(row for row in book["survey"] if row.get("name") == "services")
    section["relevant"] = question["relevant"] = " and ".join(["${plan} != 'none'"] * 30)
    assert [place[2:] for place in places(book)] == [("relevant", "expression_too_long")]
