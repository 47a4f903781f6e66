"""The order of Thai words in a dictionary. SQLite knows none, and PostgreSQL only when built with ICU."""

import re
from typing import Final

LEADING_VOWEL: Final = re.compile("([เแโใไ])([ก-ฮ])")
"""Written before the consonant that it is spoken and sorted after."""

MARKS: Final = dict.fromkeys([0x0E3A, *range(0x0E47, 0x0E4F)])
"""Tone marks and their like decide only between words that are the same without them."""


def thai_order(word: str) -> tuple[str, str]:
    """A sort key: Thai dictionary order, and Latin letters whatever their case."""
    spoken = LEADING_VOWEL.sub(r"\2\1", word.casefold())
    return spoken.translate(MARKS), spoken
