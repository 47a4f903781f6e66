"""Counts of agencies, and their shares."""

from dataclasses import astuple, dataclass
from fractions import Fraction
from operator import add
from typing import Self


def percent_of(part: int, whole: int) -> Fraction | None:
    """`part` of `whole` as 0-100, exactly; None of nothing."""
    return Fraction(100 * part, whole) if whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """How far the agencies asked have come. Every count is a part of `asked`.

    The five states add up to `asked`. `responded` is what the round counts as a response (signed; submitted,
    where no signature is needed). `on_time` have responded, and submitted for the first time before the
    deadline of the round: more time given to a single agency does not make it on time, a correction asked for
    later does not make it late. `overdue` have nothing submitted that stands, although their own last day is
    over; those that wait for the signature are not among them. `reports.meanings` says this to readers.
    """

    asked: int = 0
    not_started: int = 0
    draft: int = 0
    waiting: int = 0
    signed: int = 0
    returned: int = 0
    responded: int = 0
    on_time: int = 0
    overdue: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, astuple(self), astuple(other)))

    @property
    def started(self) -> int:
        """Those that saved anything at all, whatever became of it."""
        return self.asked - self.not_started

    @property
    def submitted(self) -> int:
        """Those whose latest submission stands: waiting for the signature, or signed."""
        return self.waiting + self.signed

    @property
    def unsigned(self) -> int:
        """Those that have submitted, and lack only the signature that makes it a response."""
        return self.submitted - self.responded

    @property
    def late(self) -> int:
        """Those that have responded, but not on time."""
        return self.responded - self.on_time

    @property
    def not_responded(self) -> int:
        return self.asked - self.responded

    @property
    def response_rate(self) -> Fraction | None:
        """Responded of asked, 0-100."""
        return percent_of(self.responded, self.asked)
