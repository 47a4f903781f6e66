import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook as Excel
from openpyxl.worksheet.worksheet import Worksheet

from surveys.questionnaire import csv_folder, xlsx
from surveys.questionnaire.compiler import compile_workbook, former_names
from surveys.questionnaire.document import to_document
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.problems import Problem, WorkbookError
from surveys.questionnaire.reader import read_workbook
from surveys.questionnaire.workbook import Row, column_letter
from tests.surveys.questionnaire.workbooks import WORKBOOK, compiled, tables, write_folder

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


def excel(change: Callable[[Worksheet], None] = lambda survey: None) -> bytes:
    """The small workbook in Excel, numbers as numbers, after `change` to its survey sheet."""
    book = Excel()
    del book["Sheet"]
    for name, table in tables(WORKBOOK).items():
        sheet = book.create_sheet(name)
        for cells in table:
            sheet.append([_typed(text) for text in cells])
    change(book["survey"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _typed(text: str) -> object:
    return float(text) if text.replace(".", "", 1).isdecimal() else text or None


def problems_of(source: Path | bytes) -> tuple[Problem, ...]:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(source, "book.xlsx")
    return caught.value.problems


def test_both_containers_give_the_same_questionnaire(tmp_path: Path, questionnaire: Questionnaire):
    (tmp_path / "book.xlsx").write_bytes(excel())
    folder = tmp_path / "folder"
    folder.mkdir()
    for source in (write_folder(WORKBOOK, folder), tmp_path / "book.xlsx", excel()):
        assert to_document(compile_workbook(read_workbook(source))) == to_document(questionnaire)


def test_rows_keep_the_numbers_that_excel_shows(tmp_path: Path):
    (tmp_path / "settings.csv").write_text('form_id,version\n\n"two\nlines",\n,3\n', encoding="utf-8-sig")
    assert read_workbook(tmp_path).get("settings").rows == (
        Row("settings", 3, {"form_id": "two\nlines"}),
        Row("settings", 4, {"version": "3"}),
    )


def test_excel_values_become_what_would_be_typed():
    def change(survey: Worksheet) -> None:
        survey["A2"], survey["B2"], survey["C2"], survey["D2"] = 1.0, 0.25, True, "  ก\r\nข "

    cells = read_workbook(excel(change)).get("survey").rows[0].cells
    assert list(cells.values())[:4] == ["1", "0.25", "yes", "ก\nข"]


def test_formulas_and_errors_are_told_with_their_place():
    def change(survey: Worksheet) -> None:
        survey["B3"] = "=A1"
        survey["BA4"] = "=1+1"
        survey["B4"] = "#REF!"
        survey["B4"].data_type = "e"

    assert read_workbook(excel(change)).problems == (
        Problem("survey", 3, "name", "formula"),
        Problem("survey", 4, "name", "error_cell"),
        Problem("survey", 4, "BA", "formula"),
    )


def test_text_beside_the_headings_and_twice_the_same_heading_are_told(tmp_path: Path):
    (tmp_path / "settings.csv").write_text("form_id,form_id\na,b,c\n", encoding="utf-8")
    assert read_workbook(tmp_path).problems == (
        Problem("settings", 1, "form_id", "duplicate_column"),
        Problem("settings", 2, "C", "text_without_column"),
    )


def test_control_characters_are_told(tmp_path: Path):
    (tmp_path / "settings.csv").write_text("form_id\na\x07b\n", encoding="utf-8")
    assert read_workbook(tmp_path).problems == (Problem("settings", 2, "form_id", "control_character"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_workbook"),
        (b"form_id,version\n", "not_a_workbook"),
        (b"PK\x03\x04 and then nonsense", "not_a_workbook"),
        (excel()[:2000], "not_a_workbook"),
        (OLE, "old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_is_no_workbook_is_told_once(data: bytes, code: str):
    assert problems_of(data) == (Problem("book.xlsx", 0, "", code),)


def test_a_zip_that_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert problems_of(file.getvalue()) == (Problem("book.xlsx", 0, "", "not_a_workbook"),)


def test_merged_headings_are_told_with_their_place():
    def change(survey: Worksheet) -> None:
        survey.merge_cells("C1:D1")
        survey.merge_cells("A3:A5")

    merged = [each for each in read_workbook(excel(change)).problems if each.code == "merged_cells"]
    assert merged == [
        Problem("survey", 1, "label::Thai (th)", "merged_cells", {"range": "C1:D1"}),
        Problem("survey", 3, "type", "merged_cells", {"range": "A3:A5"}),
    ]


def test_two_hundred_thousand_rows_are_refused_before_they_are_read():
    book = Excel(write_only=True)
    sheet = book.create_sheet("survey")
    for _row in range(200_000):
        sheet.append(["text"])
    file = io.BytesIO()
    book.save(file)
    assert problems_of(file.getvalue()) == (
        Problem("survey", 5_001, "", "sheet_too_large", {"rows": 5_000, "columns": 200}),
    )


def test_a_zip_bomb_is_not_unpacked():
    file = io.BytesIO(excel())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.bin", bytes(xlsx.MAX_UNPACKED_MB * 2**20))
    assert len(file.getvalue()) < 100_000
    assert problems_of(file.getvalue()) == (Problem("book.xlsx", 0, "", "file_too_large", {"limit": 32}),)


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(2**20))
    honest = (2**20).to_bytes(4, "little")
    assert honest in file.getvalue()
    data = file.getvalue().replace(honest, (10).to_bytes(4, "little"))
    assert problems_of(data) == (Problem("book.xlsx", 0, "", "not_a_workbook"),)


@pytest.mark.parametrize("place", ["A5002", "XFD2"])
def test_a_cell_far_away_does_not_make_a_giant(place: str):
    def change(survey: Worksheet) -> None:
        survey[place] = "far"

    (problem,) = problems_of(excel(change))
    assert (problem.sheet, problem.code) == ("survey", "sheet_too_large")


def test_entities_are_not_expanded():
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(excel())) as source, zipfile.ZipFile(file, "w") as target:
        for member in source.namelist():
            text = source.read(member)
            if member == "xl/workbook.xml":
                text = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + text.replace(
                    b'name="survey"', b'name="survey&e;"'
                )
            target.writestr(member, text)
    with pytest.raises(WorkbookError) as caught:
        compile_workbook(read_workbook(file.getvalue(), "book.xlsx"))
    assert "root:" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "code"), [(b"form_id\n\xff\xfe", "not_utf8"), (b'form_id\n"a" b\n', "bad_csv")]
)
def test_a_csv_that_cannot_be_read(tmp_path: Path, content: bytes, code: str):
    (tmp_path / "settings.csv").write_bytes(content)
    assert problems_of(tmp_path) == (Problem("settings", 0, "", code),)


def test_former_names_are_read_beside_the_questionnaire():
    def change(survey: Worksheet) -> None:
        column = next(cell.column for cell in survey[1] if cell.value == "ega--formerly")
        survey.cell(2, column).value = "old_plan"
        survey.cell(3, column).value = "topics"

    sheets = read_workbook(excel(change))
    assert former_names(sheets) == {"plan": "old_plan"}
    assert to_document(compile_workbook(sheets)) == to_document(compiled())


def test_a_folder_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_folder, "MAX_FOLDER_MB", 0)
    (tmp_path / "settings.csv").write_text("form_id\n")
    (problem,) = problems_of(tmp_path)
    assert problem.code == "file_too_large"


def test_a_path_that_does_not_exist(tmp_path: Path):
    assert problems_of(tmp_path / "none") == (Problem("", 0, "", "no_such_folder", {"name": "none"}),)


@pytest.mark.parametrize(
    ("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_excel(position: int, letters: str):
    assert column_letter(position) == letters
