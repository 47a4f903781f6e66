"""How much two names have in common."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

VERY_LIKE: Final = 0.85
WHOLLY_OTHER: Final = 0.5
NOT_COMPARED: Final = re.compile(r"[\s.,()/_–-]+")


def are_very_like(one: str, other: str) -> bool:
    """Whether both may well be the name of one agency, as after a slip of typing or a small reform."""
    one, other = compared(one), compared(other)
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= VERY_LIKE
        and matcher.quick_ratio() >= VERY_LIKE
        and matcher.ratio() >= VERY_LIKE
    )


def are_wholly_other(one: str, other: str) -> bool:
    """Whether hardly anything of the name is left."""
    matcher = SequenceMatcher(a=compared(one), b=compared(other), autojunk=False)
    return matcher.ratio() < WHOLLY_OTHER


def compared(name: str) -> str:
    """The name without blanks, marks between words and case."""
    return NOT_COMPARED.sub("", unicodedata.normalize("NFC", name)).casefold()
