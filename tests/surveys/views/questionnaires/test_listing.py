"""The list of versions, and loading a workbook."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook as Excel
from openpyxl import load_workbook

from agencies.models import Role
from audit.models import AuditEntry
from surveys.models import QuestionnaireVersion, RefusedWorkbook
from tests.people import make_member
from tests.surveys.questionnaire.workbooks import both, workbook
from tests.surveys.views.questionnaires.conftest import LIST, excel, load, upload

pytestmark = pytest.mark.django_db
MISTAKES = f"{LIST}mistakes/"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


def with_mistakes(number: int) -> bytes:
    """A workbook in which `number` texts are missing."""
    book = workbook()
    for row in book["choices"]:
        row["label::English (en)"] = ""
    lacking = len(book["choices"])
    book["choices"] += [
        {"list_name": "more", "name": f"option_{at}", **both("label", "ข้อความ", "")}
        for at in range(number - lacking)
    ]
    return excel(book)


def test_who_may_open_it(client, people):
    load(workbook())
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = client.get(LIST).status_code
    assert {name for name, code in answers.items() if code == 200} == {"analyst", "manager"}
    assert {code for name, code in answers.items() if name not in {"analyst", "manager"}} == {404}


def test_who_may_load_a_workbook(client, people):
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = client.post(LIST, upload(excel())).status_code
        assert QuestionnaireVersion.objects.exists() is (name == "manager")
        QuestionnaireVersion.objects.all().delete()
    assert answers.pop("manager") == 302
    assert answers.pop("analyst") == 403
    assert set(answers.values()) == {404}


def test_a_workbook_is_kept_byte_for_byte_and_written_down(client, manager):
    client.force_login(manager)
    content = excel()
    response = client.post(LIST, upload(content))
    version = QuestionnaireVersion.objects.get()
    assert response.url == f"{LIST}{version.pk}/"
    assert (version.source_name, version.loaded_by, version.file_size) == (
        "แบบสำรวจ.xlsx",
        manager,
        len(content),
    )
    with version.file.open() as kept:
        assert kept.read() == content
    assert version.file_sha256 == hashlib.sha256(content).hexdigest()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.code, entry.actor) == ("questionnaire.loaded", version.sha256, manager)
    assert b"".join(client.get(f"{LIST}{version.pk}/workbook.xlsx").streaming_content) == content


def narrow(sheet):
    sheet.column_dimensions["A"].width = 5


def test_a_workbook_that_says_the_same_is_the_same_version(client, manager):
    version = load(workbook())
    client.force_login(manager)
    response = client.post(LIST, upload(excel(change=narrow)), follow=True)
    assert response.redirect_chain == [(f"{LIST}{version.pk}/", 302)]
    assert f"ฉบับที่ {version.pk}" in response.text
    assert QuestionnaireVersion.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_three_hundred_mistakes_are_told_at_once_and_nothing_is_loaded(client, manager):
    client.force_login(manager)
    response = client.post(LIST, upload(with_mistakes(300)))
    assert response.url == MISTAKES
    assert not QuestionnaireVersion.objects.exists()
    assert RefusedWorkbook.objects.get().total == 300
    first, last = client.get(MISTAKES), client.get(f"{MISTAKES}?page=6")
    assert [line.row for line in first.context["page"]] == list(range(2, 52))
    assert [line.row for line in last.context["page"]] == list(range(252, 302))
    assert "choices" in first.text
    assert "300" in first.text
    assert client.get(f"{MISTAKES}?sheet=survey").context["page"].paginator.count == 300


@pytest.mark.parametrize(
    "row, weight, sentence",
    [
        (7, "19.5", "น้ำหนักของมิติสำหรับหน่วยงานระดับกรมรวมได้ 99.5 แต่ต้องรวมได้ 100"),
        (4, "39", "น้ำหนักของตัวชี้วัดในมิติที่ 1 สำหรับหน่วยงานระดับกรมรวมได้ 99 แต่ต้องรวมได้ 100"),
    ],
)
def test_a_mistake_with_a_figure_is_told_like_any_other(client, manager, row, weight, sentence):
    book = workbook()
    book["ega--framework"][row - 2]["weight_department"] = weight
    client.force_login(manager)
    assert client.post(LIST, upload(excel(book))).url == MISTAKES
    (line,) = client.get(MISTAKES).context["page"]
    assert (line.sheet, line.column, line.text) == ("ega--framework", "weight_department", sentence)


def test_mistakes_can_be_taken_away_as_a_workbook(client, manager):
    client.force_login(manager)
    book = workbook()
    book["survey"][0]["name"] = "-Bad name"
    client.post(LIST, upload(excel(book)))
    response = client.get(f"{LIST}mistakes.xlsx", headers={"accept-language": "en"})
    (sheet,) = load_workbook(io.BytesIO(response.content)).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows[0]) == 5
    assert ("survey", 2, "name") in [row[:3] for row in rows]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet.freeze_panes == "A2"


def test_mistakes_are_those_of_the_reader(client, manager, analyst):
    client.force_login(manager)
    client.post(LIST, upload(b"no workbook"))
    assert client.get(MISTAKES).status_code == 200
    client.force_login(make_member("another", Role.MANAGER))
    assert client.get(MISTAKES).status_code == 404
    assert client.get(f"{LIST}mistakes.xlsx").status_code == 404
    client.force_login(analyst)
    assert client.get(MISTAKES).status_code == 403


def test_mistakes_are_forgotten_when_a_workbook_is_loaded(client, manager):
    client.force_login(manager)
    client.post(LIST, upload(b"no workbook"))
    client.post(LIST, upload(excel()))
    assert not RefusedWorkbook.objects.exists()


def two_hundred_thousand_rows() -> bytes:
    book, file = Excel(write_only=True), io.BytesIO()
    sheet = book.create_sheet("survey")
    for _row in range(200_000):
        sheet.append(["text"])
    book.save(file)
    return file.getvalue()


def merged(sheet):
    sheet.merge_cells("C1:D1")


def formula(sheet):
    sheet["B3"] = "=A1"


FILES = {
    "an old workbook": (lambda: OLE, "old_excel"),
    "a text": (lambda: b"name,type", "not_a_workbook"),
    "a package without a workbook": (lambda: excel()[:2000], "not_a_workbook"),
    "200,000 rows": (two_hundred_thousand_rows, "sheet_too_large"),
    "merged headings": (lambda: excel(change=merged), "merged_cells"),
    "a formula": (lambda: excel(change=formula), "formula"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_questionnaire_are_refused_with_what_to_do(client, manager, name):
    make, code = FILES[name]
    client.force_login(manager)
    response = client.post(LIST, upload(make()), follow=True)
    assert code in [problem["code"] for problem in RefusedWorkbook.objects.get().problems]
    assert response.status_code == 200
    assert not QuestionnaireVersion.objects.exists()


def test_macros_are_refused(client, manager):
    file = io.BytesIO(excel())
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/vbaProject.bin", b"program")
    client.force_login(manager)
    client.post(LIST, upload(file.getvalue()))
    assert [each["code"] for each in RefusedWorkbook.objects.get().problems] == ["macros"]


def test_a_file_that_is_too_large_is_not_read(client, manager, settings):
    settings.QUESTIONNAIRE_MAX_BYTES = 1_000
    client.force_login(manager)
    client.post(LIST, upload(excel()))
    assert [each["code"] for each in RefusedWorkbook.objects.get().problems] == ["upload_too_large"]


@pytest.mark.parametrize("files", [{}, {"workbook": SimpleUploadedFile("empty.xlsx", b"")}])
def test_without_a_file_it_says_what_to_do(client, manager, files):
    client.force_login(manager)
    response = client.post(LIST, files)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["workbook"]


def test_one_query_count_with_one_and_with_three(client, manager, django_assert_num_queries, survey_round):
    client.force_login(manager)
    client.get(LIST)
    queries = 10
    with django_assert_num_queries(queries):
        client.get(LIST)
    for title in ("ก", "ข"):
        book = workbook()
        book["settings"][0].update(both("form_title", title, title))
        load(book)
    with django_assert_num_queries(queries):
        assert len(client.get(LIST).context["page"]) == 3
