"""The country in provinces, each in the shade of its figure. The outlines are in a file of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts import palette
from reports.charts.plane import Number

WIDTH, HEIGHT = 560, 1025
"""The view box of the outlines."""

LIMITS = (20, 40, 60, 80)
"""Where a darker shade begins; a figure is 0-100."""


@dataclass(frozen=True, slots=True)
class Place:
    """A province: the id of its outline, its figure if it has one, that in words, the page behind it."""

    map_id: str
    label: str
    value: Number | None
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Shaded:
    place: Place
    fill: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A line of the legend: figures from `least` to under `under` (or 100), and how many places have one."""

    fill: str
    least: int
    under: int
    places: int


@dataclass(frozen=True, slots=True)
class Country:
    """`without` counts the places that have no figure; they stay white."""

    shaded: tuple[Shaded, ...]
    legend: tuple[Shade, ...]
    without: int


def country(places: Sequence[Place]) -> Country:
    """The places with their shades, and what the shades mean."""
    steps = [step_of(place.value) for place in places if place.value is not None]
    bounds = (0, *LIMITS, 100)
    return Country(
        tuple(Shaded(place, _fill(place.value)) for place in places),
        tuple(
            Shade(fill, bounds[step], bounds[step + 1], steps.count(step))
            for step, fill in enumerate(palette.SHADES)
        ),
        len(places) - len(steps),
    )


def step_of(value: Number) -> int:
    """The shade of a figure, 0 for the lightest. The figure is not rounded: 19.99 is under 20."""
    return sum(value >= limit for limit in LIMITS)


def _fill(value: Number | None) -> str:
    return palette.PAPER if value is None else palette.SHADES[step_of(value)]
