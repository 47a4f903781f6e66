"""A compiled questionnaire written as a workbook, which compiles to the same document again."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.document import canonical_json, sha256_of, to_document
from surveys.questionnaire.model import Kind, Questionnaire
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.workbook import SURVEY
from surveys.questionnaire.writing import Table, workbook_of, xlsx_bytes
from tests.rounds import SMALL
from tests.surveys.questionnaire.workbooks import (
    both,
    compiled,
    option,
    workbook,
)

DEFINITION = Path(__file__).parents[3] / "surveys" / "definitions" / "2560"


def sha256(questionnaire: Questionnaire) -> str:
    return sha256_of(canonical_json(to_document(questionnaire)))


def written(questionnaire: Questionnaire) -> bytes:
    return xlsx_bytes(workbook_of(questionnaire))


def hostile() -> Questionnaire:
    """The small workbook with texts that a spreadsheet likes to take for something else."""
    book = workbook()
    texts = ["=1+1", "_x0041_", "#N/A", "+66", "1.10", "'yes", "true", "ก\nข", "12345678901234567890"]
    for row, text in zip(book["choices"], texts, strict=False):
        row.update(both("label", text, text))
    book["settings"][0]["version"] = "1.10"
    book["survey"][0]["ega--weight"] = "department=0.333333 province=999.123456"
    return compiled(book)


QUESTIONNAIRES = {
    "2560": compile_workbook(read_workbook(DEFINITION)),
    "small": compile_workbook(read_workbook(SMALL)),
    "every kind": compiled(),
    "hostile": hostile(),
}


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_what_is_written_compiles_to_the_same_questionnaire(name: str):
    questionnaire = QUESTIONNAIRES[name]
    again = compile_workbook(read_workbook(written(questionnaire), "again.xlsx"))
    assert to_document(again) == to_document(questionnaire)
    assert sha256(again) == sha256(questionnaire)


@pytest.mark.parametrize("name", ["2560", "small", "every kind"])
def test_other_tools_read_what_is_written_as_an_xlsform(name: str, tmp_path: Path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(written(QUESTIONNAIRES[name]))
    assert "<h:title>" in convert(path).xform


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_no_cell_is_a_formula_and_the_headings_stay_in_sight(name: str):
    book = load_workbook(io.BytesIO(written(QUESTIONNAIRES[name])))
    assert book.sheetnames == ["survey", "choices", "settings", "ega--framework", "ega--bands"]
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert sheet.freeze_panes == "A2"
        assert sheet.column_dimensions["A"].width >= 8


def test_sections_become_conditions_and_lists_are_shared():
    rows = {row.get("name"): row for row in read_workbook(written(compiled()), "x.xlsx").get(SURVEY)}
    types = {row.get("type").split(" ")[0] for row in rows.values()}
    assert types <= {*Kind, "begin_group", "end_group", "begin_repeat", "end_repeat"}
    assert rows["payroll"].get("type") == rows["documents"].get("type") == "select_one payroll"


def test_former_names_are_written_beside_the_question():
    tables = workbook_of(QUESTIONNAIRES["small"], {"plan": "old_plan"})
    survey = tables[0]
    at, name = survey.headings.index("ega--formerly"), survey.headings.index("name")
    assert {row[name]: row[at] for row in survey.rows if row[at]} == {"plan": "old_plan"}


def test_a_questionnaire_without_options_is_written_with_a_list_that_nothing_uses():
    book = workbook()
    book["survey"] = [row for row in book["survey"] if row["type"] == "integer"][:1]
    book["survey"][0].update({"ega--method": "value", "ega--weight": "", "constraint": ""})
    book["survey"][0].pop("constraint_message::Thai (th)", None)
    book["survey"][0].pop("constraint_message::English (en)", None)
    node = book["survey"][0]["ega--indicator"]
    kept = {node, node.split(".")[0]}
    book["ega--framework"] = [
        row | {"weight_department": "100", "weight_province": "", "relevant": ""}
        for row in book["ega--framework"]
        if row["code"] in kept
    ]
    book["choices"] = [option("never_used", "yes")]
    only = compiled(book)
    again = compile_workbook(read_workbook(written(only), "again.xlsx"))
    assert to_document(again) == to_document(only)


def test_numbers_are_numbers_where_no_digit_is_lost():
    table = Table("t", ["a", "b", "c", "d"], [[Decimal("2.5"), Decimal(100), Decimal("0.000001"), 7]])
    row = next(load_workbook(io.BytesIO(xlsx_bytes([table])))["t"].iter_rows(min_row=2))
    assert [(cell.data_type, cell.value) for cell in row] == [
        ("n", 2.5),
        ("n", 100),
        ("s", "0.000001"),
        ("n", 7),
    ]
