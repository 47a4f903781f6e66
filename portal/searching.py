"""One form for all the ways in which the same Thai letters are typed and stored."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

DIGITS: Final = {ord(thai): str(digit) for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
UNSEEN: Final = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
"""Soft hyphen, and blanks and joiners without width, which come with what is pasted."""

DOUBLE_E: Final = "เเ"
SARA_AE: Final = "แ"
MARKS: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")
TONES: Final = frozenset("\u0e48\u0e49\u0e4a\u0e4b")


@lru_cache(maxsize=8192)
def searchable(text: str) -> str:
    """`text` for comparing, never for showing: two texts that look the same are the same.

    NFKC takes sara am apart into nikhahit and sara aa, so that both spellings of it agree, and makes Latin
    letters of full width ordinary. Marks above and below a letter stand in one order, each once; sara e twice
    is sara ae; Thai digits are digits; what is not seen is gone, as is the case of letters.
    """
    plain = unicodedata.normalize("NFKC", text).translate(DIGITS | UNSEEN).replace(DOUBLE_E, SARA_AE)
    return MARKS.sub(_in_order, plain).casefold()


def _in_order(marks: re.Match[str]) -> str:
    """Vowels before tones: น้ำ is kept as น ้ ํ า and typed as น ํ ้ า."""
    return "".join(sorted(set(marks.group()), key=lambda mark: (mark in TONES, mark)))
