"""How numbers are spread: exact, and by the rule that Excel calls QUARTILE.INC."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True, slots=True)
class Spread:
    """What `n` numbers say: a quarter lies below `lower`, half below `median`, a quarter above `upper`."""

    n: int
    total: Fraction
    minimum: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    maximum: Fraction

    @classmethod
    def of(cls, numbers: Sequence[Fraction]) -> Self | None:
        """Of `numbers` in ascending order; None of none."""
        if not numbers:
            return None
        quarters = (quantile(numbers, Fraction(part, 4)) for part in range(5))
        return cls(len(numbers), sum(numbers, Fraction()), *quarters)

    @property
    def mean(self) -> Fraction:
        return self.total / self.n


def quantile(numbers: Sequence[Fraction], share: Fraction) -> Fraction:
    """The number below which `share` (0-1) of `numbers`, in ascending order, lie.

    Between two neighbours it is taken from the straight line between them.
    """
    place = share * (len(numbers) - 1)
    at = int(place)
    if at == place:
        return numbers[at]
    return numbers[at] + (place - at) * (numbers[at + 1] - numbers[at])
