"""Text as a cell can hold it."""

import re
from collections.abc import Container
from typing import Final

LONGEST: Final = 32_767
"""Characters in a cell; Excel repairs, that is damages, a file with more."""

LONGEST_TITLE: Final = 31

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
    title = NOT_IN_TITLES.sub(" ", clean(text)).strip(" '")
    short = title[:LONGEST_TITLE].strip()
    number = 2
    while short.lower() in taken:
        suffix = f" {number}"
        short = title[: LONGEST_TITLE - len(suffix)].strip() + suffix
        number += 1
    return short
