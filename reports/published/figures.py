"""One printed figure, and the closed lists of words that it is described in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from surveys.questionnaire.elements import Label
from surveys.questionnaire.vocabulary import Audience


class Measure(StrEnum):
    """What is counted, summed or averaged; what the arguments of a figure are stands behind each."""

    ASKED = "asked"
    RESPONDED = "responded"
    APPLIES = "applies"  # question
    CHOICE = "choice"  # question option...
    STATE = "state"  # question state
    SUM = "sum"  # question...
    ROWS = "rows"  # question
    ROWS_WITH = "rows_with"  # question column option...
    MEAN = "mean"  # node, or "total"
    WEIGHT = "weight"  # dimension


class Base(StrEnum):
    """What the n of a figure counts; a percentage is of it."""

    NOTHING = ""
    ASKED = "asked"
    RESPONDED = "responded"
    APPLIES = "applies"
    ANSWERED = "answered"
    ROWS = "rows"
    SCORED = "scored"


class Unit(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one level as the report prints it, and from what it is computed.

    `printed` is the text of the report in Western digits; its decimals are the precision at which it is
    compared. `lines` are those of the report's text, `dimension` is the one that the figure is about, or "".
    """

    code: str
    level: Audience
    dimension: str
    measure: Measure
    arguments: tuple[str, ...]
    base: Base
    printed: str
    unit: Unit
    lines: tuple[int, ...]
    label: Label
    note: Label

    @property
    def number(self) -> Decimal:
        return Decimal(self.printed.replace(",", ""))

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return len(self.printed.partition(".")[2])


@dataclass(frozen=True, slots=True)
class Published:
    """All figures of one report, in its order; `code` is that of the round that it is about."""

    code: str
    figures: tuple[Figure, ...]

    def figure(self, code: str) -> Figure | None:
        return next((figure for figure in self.figures if figure.code == code), None)

    def questions(self, level: Audience) -> frozenset[str]:
        """The questions whose answers the figures of a level rest on."""
        return frozenset(
            name for figure in self.figures if figure.level == level for name in questions_of(figure)
        )


def questions_of(figure: Figure) -> tuple[str, ...]:
    """The names of the questions that a figure is about."""
    if figure.measure in {Measure.MEAN, Measure.WEIGHT}:
        return ()
    return figure.arguments if figure.measure is Measure.SUM else figure.arguments[:1]
