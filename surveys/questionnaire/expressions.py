"""Expressions of a questionnaire: XPath 1.0 as XLSForm writes it, read strictly.

Only a small part of XPath gets through: values, operators, the functions of `functions.py`, ``${name}``,
``.``, ``${rows}[column = 'value']`` and ``${rows}/column``. No axes, wildcards, variables or documents.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from surveys.questionnaire.grammar import ExpressionError, Parser, Reference, syntax_error
from surveys.questionnaire.tokens import Sign, Token, UnknownSign, tokens_of

MAX_LENGTH: Final = 1_000
"""The most characters of an expression in a cell."""

EQUALITIES: Final = frozenset({"=", "!="})
NAMED: Final = frozenset({Sign.REFERENCE, Sign.WORD, Sign.SELF})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value held against a literal: ``${name} = 'text'``, ``selected(${name}, 'text')``."""

    name: str
    literal: str


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression known to be well formed."""

    text: str
    tokens: tuple[Token, ...]
    references: tuple[Reference, ...]
    uses_self: bool

    @property
    def names(self) -> frozenset[str]:
        return frozenset(reference.name for reference in self.references)

    def xpath(self, path_of: Callable[[str], str]) -> str:
        """The expression as XPath 1.0, with `path_of(name)` in the place of each ``${name}``."""
        return "".join(_pieces(self.text, self.tokens, path_of))

    def comparisons(self) -> Iterator[Comparison]:
        """What the answers to questions are compared with; the name "." is the answer itself."""
        for position in range(len(self.tokens) - 2):
            left, sign, right = self.tokens[position : position + 3]
            if sign.text not in EQUALITIES and not self._selects(position):
                continue
            if left.sign in NAMED and right.sign is Sign.LITERAL:
                yield Comparison(left.text, right.text)
            if left.sign is Sign.LITERAL and right.sign in NAMED:
                yield Comparison(right.text, left.text)

    def _selects(self, position: int) -> bool:
        """Whether the token at `position` is the first value given to selected()."""
        function = self.tokens[max(position - 2, 0)]
        return function.sign is Sign.FUNCTION and function.text == "selected"


def _pieces(text: str, tokens: tuple[Token, ...], path_of: Callable[[str], str]) -> Iterator[str]:
    """The text from token to token, references replaced."""
    for token, following in itertools.pairwise(tokens):
        if token.sign is Sign.REFERENCE:
            yield path_of(token.text)
            yield text[text.index("}", token.start) + 1 : following.start]
        else:
            yield text[token.start : following.start]


@lru_cache(maxsize=4096)
def parse_expression(text: str) -> Expression:
    """Read an expression; ExpressionError when it is not one."""
    try:
        tokens = tuple(tokens_of(text))
    except UnknownSign as error:
        raise ExpressionError(syntax_error(text, error.start)) from error
    parser = Parser(text, tokens)
    parser.parse()
    return Expression(text, tokens, tuple(parser.references), parser.uses_self)


def names_in(text: str) -> frozenset[str]:
    """The names of the questions and items that an expression depends on; empty for no expression."""
    return parse_expression(text).names if text else frozenset()
