"""Dice that fall the same on every machine: whole numbers only, one stream for each purpose."""

from random import Random
from typing import Final

SPREAD: Final = 1000
"""The standard deviation of `Dice.bell`."""

FACES: Final = 1733


class Dice:
    """A stream named by its purpose, so that a new purpose leaves the other streams as they were.

    Only `random()` is used: Python promises its sequence for ever, and multiplying it by a small
    whole number is exact. Logarithms and sines, which `gauss()` needs, differ between machines.
    """

    def __init__(self, *purpose: str) -> None:
        self._random = Random("/".join(purpose)).random  # noqa: S311 - made-up answers, nothing secret

    def below(self, limit: int) -> int:
        """One of 0, 1, ..., `limit` - 1."""
        return int(self._random() * limit)

    def between(self, first: int, last: int) -> int:
        """One of `first`, ..., `last`."""
        return first + self.below(last - first + 1)

    def bell(self) -> int:
        """About normal: mean 0, standard deviation `SPREAD`, never beyond 3.5 of them."""
        throw = self._random
        four = int(throw() * FACES) + int(throw() * FACES) + int(throw() * FACES) + int(throw() * FACES)
        return four - 2 * (FACES - 1)
