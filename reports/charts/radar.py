"""A radar of scores from 0 to 100, one axis a dimension."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin

from reports.charts.plane import Number, Point, Size, at, path

WIDE, NARROW, HEIGHT = 500, 340, 360
MIDDLE = 182
RADIUS = 132
LABEL_GAP = 20
RINGS = (20, 40, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class RadarSeries:
    """Scores of 0-100 in the order of the axes, None where there is none; `dash` is an SVG dash pattern."""

    name: str
    colour: str
    values: Sequence[Number | None]
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the centre to `end`, with its `text` at `label`."""

    end: Point
    label: Point
    anchor: str
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Ring:
    points: str
    label: Point
    value: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A series: its outline, and a dot on each axis where it has a score.

    `area` is the closed outline of a series with a score on every axis. One that lacks any has no area but
    `lines`, each over neighbouring axes, so that no line crosses an axis on which it has no score.
    """

    name: str
    colour: str
    dash: str
    area: str
    lines: tuple[str, ...]
    dots: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    size: Size
    centre: Point
    rings: tuple[Ring, ...]
    axes: tuple[Axis, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class _Star:
    """So many axes around a centre."""

    centre: Point
    axes: int

    def on_axis(self, index: int, distance: float) -> Point:
        angle = 2 * pi * index / self.axes - pi / 2
        return at(self.centre.x + distance * cos(angle), self.centre.y + distance * sin(angle))


def radar(
    labels: Sequence[str], colours: Sequence[str], series: Sequence[RadarSeries], *, width: int = WIDE
) -> Radar:
    """A radar with one axis for each of `labels`, the first pointing up; a narrow one needs short labels."""
    star = _Star(Point(width / 2, MIDDLE), len(labels))
    return Radar(
        Size(width, HEIGHT),
        star.centre,
        tuple(_ring(star, value) for value in RINGS),
        tuple(_axis(star, index, labels[index], colours[index]) for index in range(star.axes)),
        tuple(_shape(star, one) for one in series),
    )


def _ring(star: _Star, value: int) -> Ring:
    distance = RADIUS * value / 100
    points = path(star.on_axis(index, distance) for index in range(star.axes))
    return Ring(points, at(star.centre.x + 4, star.centre.y - distance + 4), value)


def _axis(star: _Star, index: int, text: str, colour: str) -> Axis:
    label = star.on_axis(index, RADIUS + LABEL_GAP)
    side = label.x - star.centre.x
    anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
    return Axis(star.on_axis(index, RADIUS), at(label.x, label.y + 5), anchor, text, colour)


def _shape(star: _Star, series: RadarSeries) -> Shape:
    places = [
        None if value is None else star.on_axis(index, RADIUS * float(value) / 100)
        for index, value in enumerate(series.values)
    ]
    dots = tuple(place for place in places if place)
    whole = len(dots) == len(places)
    lines = () if whole else tuple(path(run) for run in _runs(places) if len(run) > 1)
    return Shape(series.name, series.colour, series.dash, path(dots) if whole else "", lines, dots)


def _runs(places: Sequence[Point | None]) -> Iterator[list[Point]]:
    """Neighbours around the circle, which is cut open where a place is missing."""
    cut = places.index(None)
    opened = [*places[cut:], *places[:cut]]
    for there, run in groupby(opened, key=bool):
        if there:
            yield [place for place in run if place]
