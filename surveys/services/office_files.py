"""Whether a file is a document of Word, Excel or PowerPoint without a program in it."""

import zipfile
import zlib
from typing import IO, Final

from lxml import etree

_BEGINNING: Final = b"PK\x03\x04"
_TYPES: Final = "[Content_Types].xml"
_LONGEST_TYPES: Final = 1_000_000  # bytes
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    KeyError,
    OSError,
    ValueError,
)


def is_office_file(file: IO[bytes], part: str) -> bool:
    """Whether it is a zip from its first byte on that holds `part`, says what it is, and has no macros."""
    file.seek(0)
    if file.read(len(_BEGINNING)) != _BEGINNING:
        return False
    try:
        with zipfile.ZipFile(file) as package:
            return part in package.namelist() and not _holds_program(package) and not _may_run(package)
    except _DAMAGE:
        return False


def _holds_program(package: zipfile.ZipFile) -> bool:
    return any(name.lower().endswith("vbaproject.bin") for name in package.namelist())


def _may_run(package: zipfile.ZipFile) -> bool:
    """Whether one of its parts is of a kind with macros; an error of `_DAMAGE` when it does not say."""
    with package.open(_TYPES) as types:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(types.read(_LONGEST_TYPES), parser)
    return any("macroenabled" in (each.get("ContentType") or "").lower() for each in root.iter("{*}*"))
