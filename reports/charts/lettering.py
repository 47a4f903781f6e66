"""How much room letters take, when nothing can measure them: Sarabun, roughly."""

import unicodedata

WIDTH = 0.52
"""Of a letter, as a part of its height."""

MARKS = frozenset({"Mn", "Me", "Cf"})
"""Categories of what stands above, below or inside another letter, and takes no room."""


def letters(text: str) -> int:
    """How many letters of `text` stand beside each other."""
    return sum(unicodedata.category(letter) not in MARKS for letter in text)


def room_for(text: str, height: float) -> float:
    """The width of `text` in letters of `height`."""
    return WIDTH * height * letters(text)


def fitted(text: str, height: float, room: float) -> str:
    """`text`, or as much of its beginning as fits into `room`, with dots."""
    if room_for(text, height) <= room:
        return text
    short = text
    while short and room_for(short + "…", height) > room:
        short = short[:-1]
    return short.rstrip() + "…"
