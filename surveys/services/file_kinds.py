"""Which files may be evidence: judged by what is in them, and by what they call themselves."""

from typing import IO

import puremagic

from surveys.services.office_files import is_office_file

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

KINDS = {"pdf": PDF, "png": PNG, "jpg": JPEG, "jpeg": JPEG, "docx": WORD, "xlsx": EXCEL, "pptx": SLIDES}
OLD_OFFICE = {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}
"""Endings of the Office formats up to 2003, which may hold programs unseen, and what to save them as."""

_MAGIC = {PDF: "application/pdf", PNG: "image/png", JPEG: "image/jpeg"}
_PART = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml", SLIDES: "ppt/presentation.xml"}
_HEAD = 4096


def ending_of(name: str) -> str:
    """What follows the last dot of a file's name, in small letters; empty without a dot."""
    _stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def content_type_of(file: IO[bytes], ending: str) -> str | None:
    """The content type of a file that is what its ending, one of `KINDS`, says; None of any other."""
    kind = KINDS[ending]
    return kind if (is_office_file(file, _PART[kind]) if kind in _PART else _begins_as(file, kind)) else None


def _begins_as(file: IO[bytes], kind: str) -> bool:
    file.seek(0)
    try:
        return puremagic.from_string(file.read(_HEAD), mime=True) == _MAGIC[kind]
    except puremagic.PureError:
        return False
