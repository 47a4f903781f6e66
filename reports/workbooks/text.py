"""Text as a cell can hold it."""

import re
import unicodedata
from collections.abc import Container
from typing import Final

from reports.charts.lettering import LEADING_VOWELS

LONGEST: Final = 32_767
"""Characters in a cell; Excel repairs, that is damages, a file with more."""

LONGEST_TITLE: Final = 31
"""Units of UTF-16, in which Excel counts."""

TAKEN_BY_EXCEL: Final = frozenset({"history"})
"""What no sheet may be called, in lower case."""

SARA_AM: Final = "\u0e33"
"""Stands above and beside the consonant before it, and is no mark for Unicode."""

JOINER: Final = "\u200d"

NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads _x0041_ as the letter A, so its first underscore has to be written as an escape itself."""

NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")


def clean(text: str) -> str:
    """`text` without characters that a workbook cannot hold, its lines ending as Excel ends them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return LOOKS_ESCAPED.sub("_x005F_", NOT_IN_XML.sub("", lines))[:LONGEST]


def sheet_title(text: str, taken: Container[str] = ()) -> str:
    """A title Excel accepts, made of `text`; different from those `taken`, which are in lower case."""
    title = " ".join(NOT_IN_TITLES.sub(" ", clean(text)).split())
    short, number = _cut(title, LONGEST_TITLE), 2
    while short.lower() in taken or short.lower() in TAKEN_BY_EXCEL:
        suffix = f" {number}"
        short = _cut(title, LONGEST_TITLE - len(suffix)) + suffix
        number += 1
    return short


def shortened(text: str, longest: int) -> str:
    """The beginning of `text` in at most so many units of UTF-16; no letter is parted from its marks."""
    end = len(text)
    while units(text[:end]) > longest or (end < len(text) and _is_inside(text, end)):
        end -= 1
    return text[:end]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _is_inside(text: str, at: int) -> bool:
    """Whether a cut before the letter at `at` would part what is read as one."""
    before, after = text[at - 1 : at], text[at]
    belongs_to_before = unicodedata.category(after).startswith("M") or after in (SARA_AM, JOINER)
    return at > 0 and (belongs_to_before or before == JOINER or before in LEADING_VOWELS)


def _cut(title: str, longest: int) -> str:
    """Excel refuses an apostrophe at either end, and a sheet without a name."""
    return shortened(title.strip(" '"), longest).strip(" '") or "-"
