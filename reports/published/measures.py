"""How each printed figure is computed: a small function for each measure, and for each base."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reports.published.figures import Base, Figure, Measure, Unit
from reports.published.material import Material
from reports.queries.figures import percent_of
from reports.queries.items import Item
from reports.withholding import Withheld, is_few
from surveys.questionnaire.states import AnswerState


@dataclass(frozen=True, slots=True)
class Computed:
    """The exact value, None where there is nothing to compute from, and the n of its base, if it has one."""

    value: Fraction | None
    n: int | None


def compute(figure: Figure, material: Material) -> Computed:
    """The figure from the answers and scores of its level."""
    n = BASES[figure.base](figure, material)
    if figure.measure in COUNTS:
        counted = COUNTS[figure.measure](figure, material)
        share = figure.unit is Unit.PERCENT
        return Computed(percent_of(counted, n or 0) if share else Fraction(counted), n)
    return Computed(VALUES[figure.measure](figure, material), n)


def withheld(figure: Figure, material: Material) -> Withheld | None:
    """Why the figure is not for everybody. How many agencies were asked and have responded always is."""
    if figure.measure is Measure.MEAN:
        return material.withheld.get(figure.arguments[0])
    few = any(map(is_few, RESTS_ON.get(figure.measure, _on_base)(figure, material)))
    return Withheld.FEW if few else None


def _item(figure: Figure, material: Material) -> Item:
    return material.items.items[figure.arguments[0]]


def _asked(_figure: Figure, material: Material) -> int:
    return material.response.asked


def _responded(_figure: Figure, material: Material) -> int:
    return material.response.responded


def _applies(figure: Figure, material: Material) -> int:
    return _item(figure, material).applies


def _answered(figure: Figure, material: Material) -> int:
    return _item(figure, material).answered


def _choice(figure: Figure, material: Material) -> int:
    chosen = _item(figure, material).values.options
    return sum(chosen[option] for option in figure.arguments[1:])


def _state(figure: Figure, material: Material) -> int:
    return _item(figure, material).states[AnswerState(figure.arguments[1])]


def _rows(figure: Figure, material: Material) -> int:
    return _item(figure, material).rows


def _rows_with(figure: Figure, material: Material) -> int:
    _question, column, *options = figure.arguments
    chosen = _item(figure, material).parts[column].options
    return sum(chosen[option] for option in options)


def _sum(figure: Figure, material: Material) -> Fraction:
    totals = (material.items.items[name].values.total for name in figure.arguments)
    return sum(totals, Fraction())


def _mean(figure: Figure, material: Material) -> Fraction | None:
    return material.means.node(figure.arguments[0]).value


def _scored(figure: Figure, material: Material) -> int:
    return material.means.node(figure.arguments[0]).n


def _weight(figure: Figure, material: Material) -> Fraction | None:
    weight = material.scored_by.node(figure.arguments[0]).weights.get(material.level)
    return None if weight is None else Fraction(weight)


COUNTS: Mapping[Measure, Callable[[Figure, Material], int]] = {
    Measure.ASKED: _asked,
    Measure.RESPONDED: _responded,
    Measure.APPLIES: _applies,
    Measure.CHOICE: _choice,
    Measure.STATE: _state,
    Measure.ROWS: _rows,
    Measure.ROWS_WITH: _rows_with,
}
"""What can also be a percentage of its base."""

VALUES: Mapping[Measure, Callable[[Figure, Material], Fraction | None]] = {
    Measure.SUM: _sum,
    Measure.MEAN: _mean,
    Measure.WEIGHT: _weight,
}

BASES: Mapping[Base, Callable[[Figure, Material], int | None]] = {
    Base.NOTHING: lambda _figure, _material: None,
    Base.ASKED: _asked,
    Base.RESPONDED: _responded,
    Base.APPLIES: _applies,
    Base.ANSWERED: _answered,
    Base.ROWS: _rows,
    Base.SCORED: _scored,
}


def _on_nobody(_figure: Figure, _material: Material) -> Iterable[int]:
    return ()


def _on_base(figure: Figure, material: Material) -> Iterable[int]:
    return [BASES[figure.base](figure, material) or 0]


def _on_givers(figure: Figure, material: Material) -> Iterable[int]:
    """Of numbers: the agencies that gave each of them."""
    return [material.items.items[name].values.n for name in figure.arguments]


def _on_listers(figure: Figure, material: Material) -> Iterable[int]:
    """Of rows: the agencies that answered, since one may list many."""
    return [_answered(figure, material)]


RESTS_ON: Mapping[Measure, Callable[[Figure, Material], Iterable[int]]] = {
    Measure.ASKED: _on_nobody,
    Measure.RESPONDED: _on_nobody,
    Measure.WEIGHT: _on_nobody,
    Measure.SUM: _on_givers,
    Measure.ROWS: _on_listers,
    Measure.ROWS_WITH: _on_listers,
}
"""How many agencies stand behind the figure; behind the others those of its base."""
