"""Which words of a text are others than before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

WORDS: Final = re.compile(
    r"[เแโใไ]?[ก-ฮ][ัิ-ฺ็-๎]*[ะาำๅ]?"  # a syllable's worth of Thai, which has no blanks between words
    r"|[A-Za-z0-9]+(?:[.,'’-][A-Za-z0-9]+)*"
    r"|[๐-๙]+"
    r"|\s+"
    r"|.",
    re.DOTALL,
)
THAI: Final = re.compile(r"[ก-๛]")
SHORTEST_ISLAND: Final = 4
"""So many syllables of Thai must be the same between two changes; fewer are so by chance."""

LEAST_ALIKE: Final = 0.3
"""Texts less alike than this are simply two texts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `changed` says that the other text lacks it."""

    text: str
    changed: bool


Pieces = tuple[Piece, ...]
Block = tuple[bool, int, int, int, int]
"""Whether the stretch is the same, and where it lies in the words before and after."""


def marked(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; joined, the pieces of each are the text."""
    old, new = _words(before), _words(after)
    blocks = list(_blocks(old, new))
    return _pieces([(same, old[i:j]) for same, i, j, _k, _m in blocks]), _pieces(
        [(same, new[k:m]) for same, _i, _j, k, m in blocks]
    )


def _words(text: str) -> list[str]:
    return WORDS.findall(text)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        yield False, 0, len(old), 0, len(new)
        return
    codes = matcher.get_opcodes()
    for at, (tag, i, j, k, m) in enumerate(codes):
        inside = 0 < at < len(codes) - 1
        yield tag == "equal" and not (inside and _is_chance(old[i:j])), i, j, k, m


def _is_chance(words: Sequence[str]) -> bool:
    """Whether a stretch between two changes is so short that marking around it would only confuse."""
    said = [word for word in words if not word.isspace()]
    return len(said) < SHORTEST_ISLAND and (not said or any(THAI.match(word) for word in said))


def _pieces(stretches: Sequence[tuple[bool, Sequence[str]]]) -> Pieces:
    joined: list[Piece] = []
    for same, words in stretches:
        text = "".join(words)
        if joined and joined[-1].changed is not same:
            joined[-1] = Piece(joined[-1].text + text, joined[-1].changed)
        elif text:
            joined.append(Piece(text, changed=not same))
    return tuple(joined)
