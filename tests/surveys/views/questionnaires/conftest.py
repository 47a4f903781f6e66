"""Workbooks as managers upload them, and two versions to compare."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook as Excel
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import Settings

from surveys.models import QuestionnaireVersion
from surveys.questionnaire.reader import read_workbook
from surveys.services.questionnaires import load_questionnaire
from tests.rounds import DURING
from tests.surveys.questionnaire.workbooks import WORKBOOK, Workbook, tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST = "/manage/questionnaires/"


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def excel(book: Workbook | None = None, change: Callable[[Worksheet], None] = lambda survey: None) -> bytes:
    """The workbook in Excel, after `change` to its survey sheet."""
    file, made = io.BytesIO(), Excel()
    made.remove(made.worksheets[0])
    for name, table in tables(book or WORKBOOK).items():
        sheet = made.create_sheet(name)
        for row in table:
            sheet.append([text or None for text in row])
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            cell.data_type = "s"
    change(made["survey"])
    made.save(file)
    return file.getvalue()


def upload(content: bytes, name: str = "แบบสำรวจ.xlsx") -> dict[str, SimpleUploadedFile]:
    return {"workbook": SimpleUploadedFile(name, content, content_type=XLSX)}


def load(book: Workbook) -> QuestionnaireVersion:
    """The workbook as a version that came as a file."""
    content = excel(book)
    version, is_new = load_questionnaire(
        sheets=read_workbook(content), source_name="book.xlsx", user=None, now=DURING, content=content
    )
    assert is_new
    return version
