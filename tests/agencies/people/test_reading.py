"""Reading a list of people to invite: every problem with its row and column."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from agencies.invitation_lists.columns import COLUMNS
from agencies.invitation_lists.reading import read_list
from agencies.invitation_lists.rows import ListProblem
from agencies.invitation_lists.template import template
from agencies.models import Agency, User
from tests.agencies.people.workbooks import GOOD, changed, first_sheet, workbook

pytestmark = pytest.mark.django_db

ENGLISH = ("Agency code", "E-mail address", "Name", "Position", "Telephone", "Role")


def read(rows, *headings):
    return read_list(data=workbook(rows, *headings), file_name="list.xlsx")


def problems(rows, *headings) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in read(rows, *headings).problems]


@pytest.fixture(autouse=True)
def register(agency_a, agency_b, officer):
    Agency.objects.filter(code="D1201").update(is_active=False)
    User.objects.filter(pk=officer.pk).update(is_active=False)


def test_it_works():
    found = read([GOOD, changed(email=" SOMCHAI@Agency.go.th ", agency="d1101", role="Approver", phone=None)])
    assert found.problems == []
    assert [(row.row, row.agency, row.email, row.full_name, row.phone, row.role) for row in found.rows] == [
        (2, "D1101", "somchai@agency.go.th", "สมชาย ใจดี", "0 2123 4567", "officer"),
        (3, "D1101", "somchai@agency.go.th", "สมชาย ใจดี", "", "approver"),
    ]


@pytest.mark.parametrize(
    "headings", [ENGLISH, ("CODE", "email", "full  name", "position", "phone", "ROLE"), tuple(COLUMNS)]
)
def test_headings_in_english_and_however_they_are_written(headings):
    assert problems([GOOD], headings) == []


def test_blank_rows_and_unknown_columns_are_passed_over():
    headings = (*ENGLISH, "Remark")
    found = read([(None,) * 7, (*GOOD, "จดไว้"), (None,) * 7], headings)
    assert ([row.row for row in found.rows], found.problems) == ([3], [])


@pytest.mark.parametrize(
    "row, problem",
    [
        (changed(agency=""), (2, "agency", "missing")),
        (changed(email=""), (2, "email", "missing")),
        (changed(name=None), (2, "full_name", "missing")),
        (changed(role=""), (2, "role", "missing")),
        (changed(agency="D9999"), (2, "agency", "unknown_agency")),
        (changed(agency="D1201"), (2, "agency", "retired_agency")),
        (changed(email="somchai"), (2, "email", "bad_email")),
        (changed(email="officer@example.go.th"), (2, "email", "switched_off")),
        (changed(email="Officer@Example.go.th"), (2, "email", "switched_off")),
        (changed(name="\u200b"), (2, "full_name", "bad_line")),
        (changed(position="a\u202eb"), (2, "position", "bad_line")),
        (changed(name="ก" * 201), (2, "full_name", "too_long")),
        (changed(phone="no"), (2, "phone", "bad_phone")),
        (changed(role="king"), (2, "role", "unknown_role")),
        (changed(role="ผู้จัดการ สรอ."), (2, "role", "unknown_role")),
        (changed(phone="=1+1"), (2, "phone", "formula")),
    ],
)
def test_what_is_wrong_with_a_row(row, problem):
    found = read([row, changed(email="other@agency.go.th")])
    assert [(each.row, each.column, each.code) for each in found.problems] == [problem]
    assert [each.row for each in found.rows] == [3], "the other row can be used"


def test_all_that_is_wrong_is_said_at_once():
    assert problems([changed(agency="D9999", email="x", role="king"), changed(name="")]) == [
        (2, "agency", "unknown_agency"),
        (2, "email", "bad_email"),
        (2, "role", "unknown_role"),
        (3, "full_name", "missing"),
    ]


def test_repetitions_name_the_other_row():
    found = read([GOOD, GOOD, changed(name="อีกคน", role="reader")])
    assert found.problems == [
        ListProblem(3, "email", "row_twice", "somchai@agency.go.th", 2),
        ListProblem(4, "full_name", "other_name", "อีกคน", 2),
    ]


@pytest.mark.parametrize(
    "headings, expected",
    [
        (("Agency code", "Name", "Role"), [(1, "email", "missing_column")]),
        ((*ENGLISH, "อีเมล"), [(1, "email", "column_twice")]),
        (("a", "b"), [(1, name, "missing_column") for name in ("agency", "email", "full_name", "role")]),
    ],
)
def test_what_is_wrong_with_the_columns(headings, expected):
    assert problems([GOOD], headings) == expected


def bomb() -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * (33 * 2**20))
        return file.getvalue()


def empty() -> bytes:
    with io.BytesIO() as file:
        Workbook().save(file)
        return file.getvalue()


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "not_a_workbook"),
        (b"agency,email", "not_a_workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_excel"),
        (bomb(), "file_too_large"),
        (empty(), "empty_sheet"),
        (workbook([]), "empty_sheet"),
    ],
)
def test_a_file_that_cannot_be_read(data, code):
    found = read_list(data=data, file_name="list.xlsx")
    assert ([problem.code for problem in found.problems], found.rows) == ([code], [])


@pytest.mark.parametrize("language, heading", [("th", "รหัสหน่วยงาน"), ("en", "Agency code")])
def test_the_template_is_read_again(language, heading):
    rows = [("D1101", "a@agency.go.th", "=1+1", "", "", "officer", "กรม ก")]
    data = template(title="People", language=language, rows=rows)

    sheet = first_sheet(data)
    assert (sheet["A1"].value, sheet["C2"].value, sheet["C2"].data_type) == (heading, "=1+1", "s")
    found = read_list(data=data, file_name="list.xlsx")
    assert ([row.full_name for row in found.rows], found.problems) == (["=1+1"], [])
