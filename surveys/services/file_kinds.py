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
_MAGIC = {PDF: "application/pdf", PNG: "image/png", JPEG: "image/jpeg"}
_PART = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml", SLIDES: "ppt/presentation.xml"}
_HEAD = 4096


def content_type_of(file: IO[bytes], name: str) -> str | None:
    """The content type of a file that is what its name says, and that evidence may be; None of any other."""
    _stem, dot, ending = name.rpartition(".")
    kind = KINDS.get(ending.lower())
    if kind is None or not dot:
        return None
    return kind if (is_office_file(file, _PART[kind]) if kind in _PART else _begins_as(file, kind)) else None


def _begins_as(file: IO[bytes], kind: str) -> bool:
    file.seek(0)
    try:
        return puremagic.from_string(file.read(_HEAD), mime=True) == _MAGIC[kind]
    except puremagic.PureError:
        return False
