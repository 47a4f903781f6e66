"""How much room letters take, when nothing can measure them: Sarabun, roughly, and rather more than less."""

import re
import unicodedata

MARKS = frozenset({"Mn", "Me", "Cf"})
"""Categories of what stands above, below or inside another letter, and takes no room."""

LEADING_VOWELS = "เแโใไ"
WIDTHS = {"slim": 0.42, "thai": 0.58, "other": 0.48}
"""Of a letter, as a part of its height."""

JOINT = re.compile(r"\s+|(?<=.)(?=และ|ที่|การ|ด้าน|เพื่อ|สำหรับ|ระหว่าง)")
"""Where a line may end: Thai writes no spaces between words, but a phrase can be parted before these."""


def letters(text: str) -> int:
    """How many letters of `text` stand beside each other."""
    return sum(unicodedata.category(letter) not in MARKS for letter in text)


def room_for(text: str, height: float) -> float:
    """The width of `text` in letters of `height`."""
    return height * sum(map(_width, text))


def fitted(text: str, height: float, room: float) -> str:
    """`text`, or as much of its beginning as fits into `room`, with dots."""
    if room_for(text, height) <= room:
        return text
    short = text
    while short and room_for(short + "…", height) > room:
        short = short[:-1]
    return short.rstrip() + "…"


def in_two(text: str, height: float, room: float) -> tuple[str, ...]:
    """`text` on one line where it fits, else on two: as much on the first as can stand there."""
    if room_for(text, height) <= room:
        return (text,)
    ends = [joint.span() for joint in JOINT.finditer(text) if room_for(text[: joint.start()], height) <= room]
    if not ends or not text[: ends[-1][0]].strip():
        return (fitted(text, height, room),)
    end, begin = ends[-1]
    return text[:end], fitted(text[begin:], height, room)


def _width(letter: str) -> float:
    if unicodedata.category(letter) in MARKS:
        return 0
    if letter in LEADING_VOWELS:
        return WIDTHS["slim"]
    return WIDTHS["thai" if "\u0e00" <= letter <= "\u0e7f" else "other"]
