"""What has been moved in a list, said with as few moves as possible."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def moved(before: Iterable[K], after: Iterable[K]) -> frozenset[K]:
    """Of the things that stand in both lists, the fewest that can be moved to get from one to the other."""
    place = {key: at for at, key in enumerate(before)}
    kept = [key for key in after if key in place]
    stayed = _longest_rising([place[key] for key in kept])
    return frozenset(kept) - {kept[at] for at in stayed}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising subsequence."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int | None] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        previous.append(last[length - 1] if length else None)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [at]
    found: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = previous[step]
    return found
