"""The questionnaire: taken as Excel, changed there, brought in, compared, tried out, given to the round."""

from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from portal.formats import format_score
from scoring.engine import score
from surveys.models import QuestionnaireVersion
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience
from tests.journeys.filling import answer
from tests.journeys.year.driver import download, follow, press, rows, title_is, told, upload
from tests.journeys.year.story import Year

THAI, ENGLISH = "label::Thai (th)", "label::English (en)"
OLD_WORDS = "Does your agency have a committee or working group that drives digital government?"
NEW_WORDS = (
    "Does your agency have a committee or working group that drives digital government, led by its head?"
)
NEW_THAI = "หน่วยงานของท่านมีคณะกรรมการขับเคลื่อนการเป็นรัฐบาลดิจิทัลซึ่งหัวหน้าหน่วยงานเป็นประธานหรือไม่"
NEW_OPTION = (
    "plan_status",
    "awaiting_approval",
    "จัดทำเสร็จแล้ว รอความเห็นชอบ",
    "Finished, not approved yet",
    80,
)
PLAN = "How far has your agency come with its digital action plan?"
TRIED = {"plan_status": "awaiting_approval", "digital_working_group": "regular"}


def change_the_questionnaire(year: Year) -> None:
    page, folder = year.ega, year.folder
    with year.step("take last year's questionnaire as Excel"):
        page.goto("/manage/")
        follow(page, "Questionnaires")
        (before,) = QuestionnaireVersion.objects.all()
        follow(page, before.title_en)
        book = load_workbook(download(page, "Download (.xlsx)", folder / "questionnaire.xlsx"))
    with year.step("load a workbook with two mistakes"):
        change_in_excel(book)
        spoil(book)
        book.save(folder / "mistaken.xlsx")
        follow(page, "Questionnaires")
        upload(page, folder / "mistaken.xlsx", "Check and load")
        title_is(page, "Mistakes in the workbook")
        assert [line[:4] for line in rows(page)] == [
            ["survey", "5", "type", "There is no list plan_stat in the sheet choices."],
            [
                "ega--framework",
                "26",
                "weight_department",
                "The weights of the dimensions add up to 110 for departments, not to 100.",
            ],
        ]
        assert list(QuestionnaireVersion.objects.all()) == [before]
        year.look("mistakes")
    with year.step("load the corrected workbook"):
        repair(book)
        book.save(folder / "changed.xlsx")
        upload(page, folder / "changed.xlsx", "Check and load")
        version = QuestionnaireVersion.objects.exclude(pk=before.pk).get()
        told(page, f"The workbook is loaded as version {version.pk}.")
        taken = download(page, "Download (.xlsx)", folder / "again.xlsx")
        assert taken.read_bytes() == (folder / "changed.xlsx").read_bytes()
    compare(year, before, version)
    try_out(year, version)
    with year.step("give the version to the round"):
        page.goto(f"/manage/questionnaires/{version.pk}/")
        follow(page, "Use in this round")
        press(page, "Use this version")
        told(page, f"asks version {version.pk} now.")
        assert year.round.questionnaire == version


def change_in_excel(book: Workbook) -> None:
    """Another weight for two dimensions, other words for a question, one option more."""
    weigh(book, "4", 15)
    weigh(book, "5", 10)
    question = row_of(book["survey"], name="digital_working_group")
    question[THAI].value, question[ENGLISH].value = NEW_THAI, NEW_WORDS
    row_of(book["settings"], version="2560.1")["version"].value = "2569.1"
    options = book["choices"]
    place = row_of(options, list_name="plan_status", name="in_preparation")["name"].row
    options.insert_rows(place)
    for cell, value in zip(options[place], NEW_OPTION, strict=False):
        cell.value = value


def spoil(book: Workbook) -> None:
    row_of(book["survey"], name="plan_status")["type"].value = "select_one plan_stat"
    weigh(book, "4", 25)


def repair(book: Workbook) -> None:
    row_of(book["survey"], name="plan_status")["type"].value = "select_one plan_status"
    weigh(book, "4", 15)


def weigh(book: Workbook, dimension: str, weight: int) -> None:
    row_of(book["ega--framework"], code=dimension)["weight_department"].value = weight


def row_of(sheet: Worksheet, **wanted: str) -> dict[Any, Any]:
    """The cells by column of the one row that has the `wanted` ones."""
    head = [cell.value for cell in sheet[1]]
    found = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    (row,) = [row for row in found if all(row[name].value == text for name, text in wanted.items())]
    return row


def compare(year: Year, before: QuestionnaireVersion, version: QuestionnaireVersion) -> None:
    """What is told to be different is exactly what was changed; the codes stay comparable."""
    page = year.ega
    with year.step("compare the new version with last year's"):
        follow(page, f"What is different from version {before.pk}")
        assert [
            line[1:2] + line[2:] if line[1].startswith("Weight") else line[:2] for line in rows(page)
        ] == [
            ["The whole questionnaire", "Version of the form"],
            ["Weight, Department level", "10", "15"],
            ["Weight, Department level", "15", "10"],
            [
                "1.1 How far has your agency come with its digital action plan? plan_status",
                f"Option added {NEW_OPTION[3]}",
            ],
            [
                "1.1 How far has your agency come with its digital action plan? plan_status",
                f"Points of the option {NEW_OPTION[3]}",
            ],
            [f"1.1 {NEW_WORDS} digital_working_group", "Text"],
        ]
        assert page.locator("main ins").all_inner_texts()[-1] == ", led by its head"
        year.look("differences")
    with year.step("confirm the codes of both versions"):
        follow(page, "Codes of both versions")
        expect(page.locator("main")).to_contain_text("85 questions with the same code in both versions")
        press(page, "Save the table")
        told(page, "The table is saved, and the differences follow it.")


def try_out(year: Year, version: QuestionnaireVersion) -> None:
    """A preview is filled like the real thing and gets the engine's own score."""
    page, questionnaire = year.ega, questionnaire_with_hash(version.sha256)
    with year.step("try the questionnaire out"):
        page.goto(f"/manage/questionnaires/{version.pk}/")
        follow(page, "Preview Department level")
        follow(page, "Start answering")
        for name, value in TRIED.items():
            answer(page, questionnaire.question(name), value)
        page.locator("h1").click()
        expect(page.locator("[data-receipt]")).to_contain_text("Saved")
        year.look("preview")
        page.goto(f"/manage/questionnaires/{version.pk}/preview/department/score/")
        assert shown_total(page) == format_score(total_of(questionnaire))


def shown_total(page: Page) -> str:
    return page.locator(".score-total__number").inner_text()


def total_of(questionnaire: Questionnaire) -> Any:
    return score(questionnaire, Audience.DEPARTMENT, TRIED).score
