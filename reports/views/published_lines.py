"""Printed and computed figures as a page shows them: level by level, dimension by dimension."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.formats import NOTHING, half_up
from reports.published.comparing import Comparison
from reports.published.figures import Figure, Measure, Unit
from reports.published.wording import How, how
from reports.queries.levels import label_of
from reports.views.withheld import why
from reports.withholding import is_few
from surveys.questionnaire.elements import Node
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience

PLACES = 6


@dataclass(frozen=True, slots=True)
class Sight:
    """How much a reader sees: of the `report`, its code, the agencies behind each figure and what is withheld
    ("" for who is not of EGA), and `exact` figures beside the rounded ones."""

    report: str = ""
    exact: bool = True

    @property
    def is_ega(self) -> bool:
        return bool(self.report)

    def sees(self, comparison: Comparison) -> bool:
        return self.is_ega or comparison.withheld is None


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. `computed` is at the printed precision, `exact` to six places where that says more.

    `difference` is the exact figure - the printed one, with its sign; "" for who sees no exact figures.

    `behind` is the address of the agencies behind it, "" for who may not see them. `why` says why the figure
    is not for everybody, `hidden` whether this reader therefore does not see it.
    """

    comparison: Comparison
    printed: str
    computed: str
    exact: str
    difference: str
    how: How
    behind: str
    why: str
    hidden: bool

    @property
    def mark(self) -> str:
        """A mark of img/marks.svg."""
        return "done" if self.comparison.met else "failed"

    @property
    def verdict(self) -> str:
        return _("Met") if self.comparison.met else _("Not met")

    @property
    def is_few(self) -> bool:
        return is_few(self.comparison.n or 0)


@dataclass(frozen=True, slots=True)
class Section:
    """The figures about one dimension, or about the level as a whole."""

    node: Node | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Level:
    audience: Audience
    label: str
    sections: tuple[Section, ...]


def levels_of(found: Sequence[Comparison], questionnaire: Questionnaire, sight: Sight) -> tuple[Level, ...]:
    """Levels and dimensions without a figure are left out."""
    return tuple(
        Level(audience, label_of(audience), tuple(_sections(of_level, questionnaire, sight)))
        for audience in Audience
        if (of_level := [each for each in found if each.figure.level == audience])
    )


def _sections(found: Sequence[Comparison], questionnaire: Questionnaire, sight: Sight) -> Iterator[Section]:
    for dimension in dict.fromkeys(each.figure.dimension for each in found):
        lines = (line_of(each, questionnaire, sight) for each in found if each.figure.dimension == dimension)
        yield Section(questionnaire.node(dimension) if dimension else None, tuple(lines))


def line_of(comparison: Comparison, questionnaire: Questionnaire, sight: Sight) -> Line:
    figure = comparison.figure
    rounded = NOTHING if comparison.rounded is None else f"{comparison.rounded:,}"
    return Line(
        comparison,
        printed=_with_unit(figure.printed, figure.unit),
        computed=_with_unit(rounded, figure.unit),
        exact=_exact(comparison.value) if sight.exact else "",
        difference=_signed(comparison.difference) if sight.exact else "",
        how=how(figure, questionnaire),
        behind=_behind(figure, sight.report),
        why=why(comparison.withheld),
        hidden=not sight.sees(comparison),
    )


def amount_of(figure: Figure) -> str:
    """The head of the column of what each agency adds; "" where each counts as one."""
    return {
        Measure.SUM: _("Number given"),
        Measure.ROWS: _("Rows"),
        Measure.ROWS_WITH: _("Rows"),
        Measure.MEAN: _("Score"),
    }.get(figure.measure, "")


def _behind(figure: Figure, report: str) -> str:
    """Nobody is behind a weight."""
    linked = report and figure.measure is not Measure.WEIGHT
    return reverse("reports:published_behind", args=[report, figure.code]) if linked else ""


def _with_unit(text: str, unit: Unit) -> str:
    return f"{text}\u00a0%" if unit is Unit.PERCENT and text != NOTHING else text


def _exact(value: Fraction | None) -> str:
    """Nothing of a whole number, which is shown as it is."""
    return "" if value is None or value.denominator == 1 else f"{half_up(value, PLACES):,}"


def _signed(value: Fraction | None) -> str:
    """ "0" for no difference, else with its sign; what is below six places still has a sign."""
    if not value:
        return NOTHING if value is None else "0"
    shown = f"{half_up(abs(value), PLACES):,}" if value.denominator != 1 else f"{abs(value.numerator):,}"
    return f"{'+' if value > 0 else '−'}{shown}"
