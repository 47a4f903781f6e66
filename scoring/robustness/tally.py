"""What is kept of the draws: every rank, and the running mean and variance of every total."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scoring.robustness.arrays import Floats, Ranks
from scoring.robustness.ranking import competition_ranks

CELLS = 2**16
"""How many numbers are worked on at once: half a megabyte an array, which a processor's cache holds."""

LOW, HIGH = 5, 95


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Ranks in the middle 90 % of the draws and the moments of the totals, one entry an agency."""

    median: Floats
    low: Ranks
    high: Ranks
    mean: Floats
    sd: Floats


@dataclass(slots=True, eq=False)
class Tally:
    """Takes the totals of all draws, in any portions; exact ranks need 2 or 4 bytes a draw and agency."""

    nominal: Ranks
    draws: int
    ranks: NDArray[np.unsignedinteger] = field(init=False)
    shifts: Ranks = field(init=False)
    taken: int = 0
    mean: Floats = field(init=False)
    squares: Floats = field(init=False)

    def __post_init__(self) -> None:
        n = len(self.nominal)
        self.ranks = np.empty((self.draws, n), np.uint16 if n <= np.iinfo(np.uint16).max else np.uint32)
        self.shifts = np.zeros(self.draws, np.int64)
        self.mean, self.squares = np.zeros(n), np.zeros(n)

    def take(self, totals: Floats) -> None:
        """The totals of the next draws, draws by agencies."""
        ranks = competition_ranks(totals)
        rows = slice(self.taken, self.taken + len(totals))
        self.ranks[rows] = ranks
        self.shifts[rows] = np.abs(ranks - self.nominal).sum(axis=1)
        for each in totals:
            self._add(each)

    def spread(self) -> Spread:
        """The figures of the draws taken."""
        n = len(self.nominal)
        median, low, high = np.empty(n), np.empty(n, np.int64), np.empty(n, np.int64)
        size = max(1, CELLS // self.draws)
        for start in range(0, n, size):
            own = slice(start, start + size)
            ranks = self._sorted(own)
            median[own] = (ranks[:, (self.draws - 1) // 2] + ranks[:, self.draws // 2]) / 2
            low[own], high[own] = (ranks[:, _place(percent, self.draws)] for percent in (LOW, HIGH))
        return Spread(median, low, high, self.mean, np.sqrt(self.squares / (self.draws - 1)))

    def _add(self, totals: Floats) -> None:
        """Welford's update, one draw at a time, so that portions of any size give the same digits."""
        self.taken += 1
        before = totals - self.mean
        self.mean += before / self.taken
        self.squares += before * (totals - self.mean)

    def _sorted(self, own: slice) -> Ranks:
        """The ranks of some agencies, agencies by draws, ascending; wide enough for the sum of two."""
        return np.sort(self.ranks[:, own].T.astype(np.int64, order="C"), axis=1)


def _place(percent: int, draws: int) -> int:
    """The nearest rank, from 0, in whole numbers."""
    return -(-percent * draws // 100) - 1
