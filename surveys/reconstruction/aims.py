"""The printed means, and between which bounds each is met."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.tables import read_table


@dataclass(frozen=True, slots=True)
class Aim:
    """The mean of a node that rounds half-up to `printed`."""

    node: str
    printed: Decimal

    @property
    def middle(self) -> Fraction:
        return Fraction(self.printed)

    @property
    def reach(self) -> Fraction:
        """How far from the middle rounding still leads to it."""
        return Fraction(1, 2) * Fraction(10) ** int(self.printed.as_tuple().exponent)

    def met_by(self, mean: Fraction) -> bool:
        """Whether `mean` is printed so. Half-up: the lower bound belongs to it, the upper one does not."""
        return self.middle - self.reach <= mean < self.middle + self.reach


def read_aims(audience: Audience) -> dict[str, Aim]:
    """The aims of one level by node, indicators before dimensions before the total."""
    return {
        row["node"]: Aim(row["node"], Decimal(row["printed"]))
        for row in read_table("printed.csv")
        if row["audience"] == audience.value
    }
