"""The roster as a workbook: written, read back, and refused with the place of every mistake."""

import io
import zipfile

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from agencies.models import Agency, Province
from agencies.roster.mistakes import RosterMistakes
from agencies.roster.rows import by_key
from agencies.roster.standing import standing_rows
from agencies.roster.workbook import COLUMNS, read_roster_workbook
from tests.agencies.roster_books import add_department, add_office, book_of_portal, put, row_of
from tests.people import make_department

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agencies(agency_a, agency_b, office):
    Province.objects.update(map_id="cmi")
    return [agency_a, agency_b, office]


def mistakes_in(data: bytes, name: str = "roster.xlsx") -> list[str]:
    with pytest.raises(RosterMistakes) as refused:
        read_roster_workbook(data, name)
    with translation.override("en"):
        return [str(mistake) for mistake in refused.value.mistakes]


def test_what_is_written_is_read_back(agency_a):
    make_department("D1103", agency_a.ministry, is_active=False, name_th="=1+1", name_en="@SUM(A1) \x07a")
    read = read_roster_workbook(book_of_portal(), "roster.xlsx").roster
    expected = dict(standing_rows())
    bell = next(row for row in expected.values() if row.code == "D1103")
    assert bell.name_en == "@SUM(A1) \x07a"
    found = by_key(read)
    different = {key: row for key, row in found.items() if expected[key] != row}
    assert [(row.code, row.name_en) for row in different.values()] == [("D1103", "@SUM(A1) a")]
    assert found.keys() == expected.keys()


def test_columns_are_stable_and_every_cell_is_text():
    book = load_workbook(io.BytesIO(book_of_portal()))
    assert book.sheetnames == ["agencies", "ministries", "provinces", "office_kinds", "guide"]
    heads = {name: tuple(cell.value for cell in book[name][1]) for name in COLUMNS}
    assert heads == dict(COLUMNS)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert [cell.value for cell in book["agencies"][2]] == [
        *("D1101", "yes", "department", "government", "กรม ก", "Department A", "11"),
        *(None, None, "national"),
    ]


def cell(sheet: str, place: str, value: object):
    return lambda book: book[sheet].__setitem__(place, value)


LIKE_A_CODE = ", then 2 to 11 capital letters or digits"
OR_ADD = "; correct it, or add it to its sheet"
AS_TEXT = "; format the column as text, so that a zero in front stays"
UNMERGE = " Unmerge them, and give every cell a value of its own."
ANEW = "; type the text anew on one line"
MISTAKES = [
    (cell("agencies", "A3", "D1101"), ["agencies, row 3, code: “D1101” is already in row 2"]),
    (
        cell("agencies", "A2", "d11 01"),
        ["agencies, row 2, code: “d11 01” should be a capital letter" + LIKE_A_CODE],
    ),
    (cell("agencies", "B2", "maybe"), ["agencies, row 2, active: “maybe” should be yes or no"]),
    (cell("agencies", "C2", "city"), ["agencies, row 2, level: “city” should be department or province"]),
    (
        cell("agencies", "D2", "club"),
        ["agencies, row 2, type: “club” should be an agency type of departments"],
    ),
    (cell("agencies", "E2", None), ["agencies, row 2, name_th: is empty"]),
    (
        cell("agencies", "F2", "x" * 251),
        ["agencies, row 2, name_en: is longer than 250 characters; shorten it"],
    ),
    (
        cell("agencies", "F2", "a\nb"),
        ["agencies, row 2, name_en: has a line break or a control character; type the text anew on one line"],
    ),
    (
        cell("agencies", "G2", "99"),
        ["agencies, row 2, ministry: no ministry has the code “99”; correct it, or add it to its sheet"],
    ),
    (
        cell("agencies", "H4", "99"),
        ["agencies, row 4, province: no province has the code “99”; correct it, or add it to its sheet"],
    ),
    (
        cell("agencies", "I4", "77"),
        ["agencies, row 4, office_kind: no kind of office has the number “77”" + OR_ADD],
    ),
    (cell("agencies", "H2", "50"), ["agencies, row 2, province: has to be blank at this level"]),
    (cell("agencies", "G4", "11"), ["agencies, row 4, ministry: has to be blank at this level"]),
    (
        cell("agencies", "J4", "south"),
        ["agencies, row 4, region: “south” is not the region of the province; leave it blank"],
    ),
    (cell("agencies", "J2", "moon"), ["agencies, row 2, region: “moon” should be a region"]),
    (cell("agencies", "E3", "กรม ก"), ["agencies, row 3, name_th: “กรม ก” is already in row 2"]),
    (
        cell("ministries", "A2", 1),
        [
            "agencies, row 2, ministry: no ministry has the code “11”; correct it, or add it to its sheet",
            "ministries, row 2, code: “1” should be two to four digits" + AS_TEXT,
        ],
    ),
    (cell("provinces", "F2", "moon"), ["provinces, row 2, region: “moon” should be a region of provinces"]),
    (
        cell("office_kinds", "A2", "x"),
        [
            "agencies, row 4, office_kind: no kind of office has the number “10”" + OR_ADD,
            "office_kinds, row 2, no: “x” should be a number from 1 to 99",
        ],
    ),
    (
        cell("agencies", "C3", "=A1"),
        ["agencies, row 3, level: The cell holds a formula. Replace it by its value."],
    ),
    (cell("agencies", "G1", "ministerium"), ["agencies, row 1, ministry: is missing from the head"]),
    (
        cell("agencies", "K1", "code"),
        ["agencies, row 1, code: stands twice in the head; one of the two columns has to go"],
    ),
    (
        lambda book: book["agencies"].merge_cells("A1:B1"),
        ["agencies, row 1, code: The cells A1:B1 are merged." + UNMERGE],
    ),
    (
        lambda book: book.remove(book["provinces"]),
        ["provinces: The workbook has no such sheet. Begin with a workbook taken from the roster page."],
    ),
    (lambda book: book["ministries"].delete_rows(2, 9), ["ministries: has no rows"]),
    (
        lambda book: add_office(book, "P5099", "สำนักงานใหม่", kind="10"),
        ["agencies, row 5, office_kind: “50 + 10” is already in row 4"],
    ),
]


@pytest.mark.parametrize("edit, expected", MISTAKES)
def test_a_mistake_is_named_with_its_place(edit, expected):
    assert mistakes_in(book_of_portal(edit)) == expected


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    def edit(book: Workbook) -> None:
        put(book, "D1201", name_en="=1+1", type="club")
        put(book, "D1101", active="")
        put(book, "50", "provinces", iso_3166_2="TH50")

    assert mistakes_in(book_of_portal(edit)) == [
        "agencies, row 2, active: is empty",
        "agencies, row 3, name_en: The cell holds a formula. Replace it by its value.",
        "agencies, row 3, type: “club” should be an agency type of departments",
        "provinces, row 2, iso_3166_2: “TH50” should be like TH-50",
    ]


def test_the_mistakes_in_thai():
    with pytest.raises(RosterMistakes) as refused:
        read_roster_workbook(book_of_portal(cell("agencies", "B2", "maybe")), "x.xlsx")
    with translation.override("th"):
        assert refused.value.mistakes[0].message == "“maybe” ต้องเป็น yes หรือ no"


def too_many_rows() -> bytes:
    book = Workbook(write_only=True)
    for name, columns in COLUMNS.items():
        book.create_sheet(name).append(columns)
    sheet = book["agencies"]
    for _row in range(200_000):
        sheet.append(["D1101"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_two_hundred_thousand_rows_are_refused():
    assert mistakes_in(too_many_rows()) == [
        "agencies, row 5001: has more than 5000 rows or 200 columns; delete those below the last agency"
    ]


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data, expected",
    [
        (b"code,name\n", "This file cannot be read. Give an Excel workbook (.xlsx)."),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "This is the old Excel format (.xls). Save the workbook as .xlsx and load it again.",
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "The workbook is protected by a password. Save it without one and load it again.",
        ),
        (zipped("x.txt"), "This file cannot be read. Give an Excel workbook (.xlsx)."),
    ],
)
def test_a_file_that_is_no_workbook(data, expected):
    assert mistakes_in(data, "list.xls") == [f"list.xls: {expected}"]


def test_columns_of_ones_own_are_left_out_and_named():
    def edit(book: Workbook) -> None:
        book["agencies"]["K1"] = "note"
        book["agencies"]["K2"] = "ถามก่อน"
        book["provinces"]["H2"] = "?"
        book["ministries"]["D1"] = "unused"

    assert read_roster_workbook(book_of_portal(edit), "x.xlsx").ignored == ("agencies: note", "provinces: H")


def test_blank_rows_do_not_shift_the_places():
    def edit(book: Workbook) -> None:
        book["agencies"].insert_rows(3, 2)
        add_department(book, "D1102", "กรมใหม่", ministry="77")
        assert row_of(book, "D1102") == 7

    assert mistakes_in(book_of_portal(edit)) == [
        "agencies, row 7, ministry: no ministry has the code “77”; correct it, or add it to its sheet"
    ]


def test_an_inactive_agency_may_bear_the_name_of_its_successor(agency_a):
    Agency.objects.filter(pk=agency_a.pk).update(is_active=False)
    read = read_roster_workbook(book_of_portal(lambda book: add_department(book, "D1102", "กรม ก")), "x.xlsx")
    assert [row.code for row in read.roster.agencies if row.name_th == "กรม ก"] == ["D1101", "D1102"]
