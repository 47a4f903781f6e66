"""Lists of people as somebody types them in Excel."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

THAI = ("รหัสหน่วยงาน", "อีเมล", "ชื่อและนามสกุล", "ตำแหน่ง", "โทรศัพท์", "บทบาท")
GOOD = ("D1101", "somchai@agency.go.th", "สมชาย ใจดี", "นักวิชาการ", "0 2123 4567", "ผู้กรอก")


def workbook(rows: Iterable[Sequence[Any]], headings: Sequence[str] = THAI) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in (headings, *rows):
        sheet.append(list(row))
    with io.BytesIO() as file:
        book.save(file)
        return file.getvalue()


def first_sheet(data: bytes) -> Any:
    """Of a workbook that was downloaded."""
    return load_workbook(io.BytesIO(data)).active


def upload(rows: Iterable[Sequence[Any]], headings: Sequence[str] = THAI) -> SimpleUploadedFile:
    return SimpleUploadedFile("รายชื่อ.xlsx", workbook(rows, headings))


def changed(**columns: Any) -> list[Any]:
    """The good row with some of its cells changed, named agency, email, name, position, phone, role."""
    names = ("agency", "email", "name", "position", "phone", "role")
    return [columns.get(name, value) for name, value in zip(names, GOOD, strict=True)]
