"""Which characters of a typed text are kept, and in what form."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

MOST_MARKS: Final = 30
"""Combining marks in a row, as in the stream-safe text of UAX #15: sorting n of them takes n² steps."""

NOT_CHARACTERS: Final = "\ufffe\uffff"
TURNING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Controls that make the text around them read in another order than it is stored."""

LINE_BREAKS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """Without control characters and blanks around; empty when nothing of it can be seen."""
    kept = "".join(filter(_is_kept, LINE_BREAKS.sub("\n", text).replace("\t", " "))).strip()
    return "" if all(map(_is_invisible, kept)) else kept


def composed(text: str) -> str:
    """In NFC, with no more than `MOST_MARKS` marks in a row."""
    return _limited(unicodedata.normalize("NFC", _limited(text)))


def _is_kept(character: str) -> bool:
    """Whether it is no control, no half of a pair, and nothing that XML refuses."""
    if character in NOT_CHARACTERS or character in TURNING:
        return False
    return character == "\n" or unicodedata.category(character) not in {"Cc", "Cs"}


def _is_invisible(character: str) -> bool:
    """Blanks and such as ZWSP, which Thai text uses between words."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def _limited(text: str) -> str:
    return "".join(_within_limit(text))


def _within_limit(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            yield character
