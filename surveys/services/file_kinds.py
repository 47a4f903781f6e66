"""Which files may be evidence: judged by what is in them, and by what they call themselves."""

import zipfile
from typing import IO

import puremagic

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
    kind = KINDS.get(name.rpartition(".")[2].lower())
    if kind is None:
        return None
    return kind if (_is_package(file, _PART[kind]) if kind in _PART else _begins_as(file, kind)) else None


def _begins_as(file: IO[bytes], kind: str) -> bool:
    file.seek(0)
    try:
        return puremagic.from_string(file.read(_HEAD), mime=True) == _MAGIC[kind]
    except puremagic.PureError:
        return False


def _is_package(file: IO[bytes], part: str) -> bool:
    """Whether it is an Office file without macros: a zip that holds the part, and no program."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return part in names and not any(name.lower().endswith("vbaproject.bin") for name in names)
