"""The words of an expression."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Sign(StrEnum):
    """What a piece of an expression is."""

    LITERAL = "literal"
    NUMBER = "number"
    REFERENCE = "reference"
    FUNCTION = "function"
    WORD = "word"
    SELF = "self"
    OPERATOR = "operator"
    OPEN = "open"
    CLOSE = "close"
    COMMA = "comma"
    FILTER = "filter"
    END_FILTER = "end_filter"
    STEP = "step"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is the name of a reference or a function, and the words inside the quotes of a literal."""

    sign: Sign
    text: str
    start: int


class UnknownSign(ValueError):
    """A character that no expression holds; `start` is its position."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


PATTERN: Final = re.compile(
    r"""\s*(?:
      (?P<literal>'[^']*'|"[^"]*")
    | (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<reference>\$\{\s*[A-Za-z0-9_.-]+\s*\})
    | (?P<function>[A-Za-z][A-Za-z0-9_-]*(?=\s*\())
    | (?P<word>[A-Za-z][A-Za-z0-9_-]*)
    | (?P<self>\.(?!\.))
    | (?P<operator><=|>=|!=|[=<>+*-])
    | (?P<open>\() | (?P<close>\)) | (?P<comma>,)
    | (?P<filter>\[) | (?P<end_filter>\]) | (?P<step>/(?!/))
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
WORD_OPERATORS: Final = frozenset({"and", "or", "div", "mod"})


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of `text`, the last of them END; UnknownSign where there is none."""
    position = 0
    while True:
        match = PATTERN.match(text, position)
        if match is None or match.lastgroup is None:
            raise UnknownSign(position)
        sign = Sign(match.lastgroup)
        yield Token(sign, _text(sign, match[match.lastgroup]), match.start(match.lastgroup))
        if sign is Sign.END:
            return
        position = match.end()


def _text(sign: Sign, found: str) -> str:
    if sign is Sign.REFERENCE:
        return found[2:-1].strip()
    return found[1:-1] if sign is Sign.LITERAL else found
