"""Exchanges a whole block of answers between two agencies: who is asked changes, how they answer does not.

The block is all that a gate lets through, gate and all. Every count and every mean inside the block stays;
what changes is whose other answers it stands beside, and so the mean of the node above.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest
from typing import Final

from surveys.reconstruction.aims import Aim
from surveys.reconstruction.rankings import Ranking
from surveys.reconstruction.rules import broken_rules
from surveys.reconstruction.scorebook import Scorebook
from surveys.reconstruction.steering import LESS_CLOSE

MOST: Final = 3000
"""How many pairs are looked at for one exchange."""

WORTH: Final = Fraction(9, 10)
"""An exchange must leave no more than this of the distance."""


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that are answered together behind a gate, and the agencies by their nearness to it."""

    node: str
    questions: tuple[str, ...]
    ranking: Ranking


def swap_until(book: Scorebook, aim: Aim, block: Block) -> None:
    """Exchange the block between alike agencies until the mean of the aim's node is near its middle.

    It comes as near as the pairs allow; whether that is enough, steering judges.
    """
    while abs(_gap(book, aim)) > LESS_CLOSE:
        if not any(_exchange(book, block, pair) for pair in _worthy_pairs(book, aim, block)):
            return


def _worthy_pairs(book: Scorebook, aim: Aim, block: Block) -> Iterator[tuple[str, str]]:
    """One whom the node concerns and one whom it does not, the most alike first."""
    gap = _gap(book, aim)
    for one, other in _alike(book, block):
        if abs(gap - book.effect(block.node, aim.node, one, other)) < WORTH * abs(gap):
            yield one, other


def _alike(book: Scorebook, block: Block) -> list[tuple[str, str]]:
    inside = [each for each in block.ranking if book.score(each[1].code, block.node) is not None]
    outside = [each for each in block.ranking if book.score(each[1].code, block.node) is None]
    pairs = ((abs(one[0] - other[0]), one[1].code, other[1].code) for one in inside for other in outside)
    return [(one, other) for _distance, one, other in nsmallest(MOST, pairs)]


def _exchange(book: Scorebook, block: Block, pair: tuple[str, str]) -> bool:
    """Exchange the block, unless that breaks a rule."""
    broken = set(_broken(book, pair))
    _swap(book, block.questions, pair)
    if set(_broken(book, pair)) - broken:
        _swap(book, block.questions, pair)
        return False
    for code in pair:
        book.refresh(code)
    return True


def _swap(book: Scorebook, questions: Iterable[str], pair: tuple[str, str]) -> None:
    one, other = (book.papers[code] for code in pair)
    for name in questions:
        mine, theirs = one.pop(name, None), other.pop(name, None)
        one.update({} if theirs is None else {name: theirs})
        other.update({} if mine is None else {name: mine})


def _broken(book: Scorebook, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for code in pair:
        for text in broken_rules(book.papers[code], book.audience):
            yield code, text


def _gap(book: Scorebook, aim: Aim) -> Fraction:
    return aim.middle - book.mean(aim.node)
