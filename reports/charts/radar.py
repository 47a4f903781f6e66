"""A radar of scores from 0 to 100, one axis a dimension."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from reports.charts.plane import Number, Point, Size, at, path

SIZE = Size(500, 360)
CENTRE = Point(250, 182)
RADIUS = 132
LABEL_GAP = 20
LINE_HEIGHT = 19
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
    """From the centre to `end`, with its lines of text around `label`."""

    end: Point
    label: Point
    anchor: str
    lines: tuple[str, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Ring:
    points: str
    label: Point
    value: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A series: its outline, and a dot on each axis where it has a score."""

    name: str
    colour: str
    dash: str
    points: str
    dots: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    size: Size
    centre: Point
    rings: tuple[Ring, ...]
    axes: tuple[Axis, ...]
    shapes: tuple[Shape, ...]


def radar(labels: Sequence[tuple[str, ...]], colours: Sequence[str], series: Sequence[RadarSeries]) -> Radar:
    """A radar with one axis for each of `labels` (its lines of text), the first pointing up."""
    count = len(labels)
    return Radar(
        SIZE,
        CENTRE,
        tuple(_ring(value, count) for value in RINGS),
        tuple(_axis(at_, count, labels[at_], colours[at_]) for at_ in range(count)),
        tuple(_shape(one) for one in series),
    )


def _on_axis(index: int, count: int, distance: float) -> Point:
    angle = 2 * pi * index / count - pi / 2
    return at(CENTRE.x + distance * cos(angle), CENTRE.y + distance * sin(angle))


def _ring(value: int, count: int) -> Ring:
    distance = RADIUS * value / 100
    points = path(_on_axis(index, count, distance) for index in range(count))
    return Ring(points, at(CENTRE.x + 4, CENTRE.y - distance + 4), value)


def _axis(index: int, count: int, lines: tuple[str, ...], colour: str) -> Axis:
    label = _on_axis(index, count, RADIUS + LABEL_GAP)
    side = label.x - CENTRE.x
    anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
    lift = LINE_HEIGHT * (len(lines) - 1) * (1 if index == 0 else 0.5)
    return Axis(_on_axis(index, count, RADIUS), at(label.x, label.y + 5 - lift), anchor, lines, colour)


def _shape(series: RadarSeries) -> Shape:
    count = len(series.values)
    dots = tuple(
        _on_axis(index, count, RADIUS * float(value) / 100)
        for index, value in enumerate(series.values)
        if value is not None
    )
    return Shape(series.name, series.colour, series.dash, path(dots), dots)
