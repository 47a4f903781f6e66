"""Horizontal bars of scores or shares from 0 to 100, each under its own label."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from reports.charts.lettering import in_two
from reports.charts.plane import Number, Point, Size, at

WIDE, NARROW = 560, 340
LINE, LABEL, THICKNESS, GAP, AXIS = 20, 18, 14, 14, 22
LETTERS = 14
VALUE_ROOM = 64
TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class BarItem:
    """A value of 0-100, or None, and how it is written."""

    label: str
    value: Number | None
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    at: Point


@dataclass(frozen=True, slots=True)
class Bar:
    """`corner` is the upper left one; `text_at` stands right of the bar's end. A long label has two lines."""

    label: str
    lines: tuple[Line, ...]
    corner: Point
    length: float
    thickness: int
    text: str
    text_at: Point
    colour: str


@dataclass(frozen=True, slots=True)
class Tick:
    value: int
    x: float


@dataclass(frozen=True, slots=True)
class Bars:
    size: Size
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    foot: int


def bars(items: Sequence[BarItem], *, width: int = WIDE) -> Bars:
    """One bar for each item, from the top down; the picture grows with their number."""
    labels = [in_two(item.label, LETTERS, width) for item in items]
    tops = list(accumulate(map(_height, labels), initial=0))
    foot = tops[-1]
    return Bars(
        Size(width, foot + AXIS),
        tuple(map(partial(_bar, width), tops, items, labels)),
        tuple(Tick(value, _length(value, width)) for value in TICKS),
        foot,
    )


def _height(label: Sequence[str]) -> int:
    return LINE * len(label) + THICKNESS + GAP


def _bar(width: int, top: int, item: BarItem, label: Sequence[str]) -> Bar:
    length = _length(item.value or 0, width)
    upper = top + LINE * len(label) + 2
    middle = upper + THICKNESS / 2
    return Bar(
        label=item.label,
        lines=tuple(Line(text, at(0, top + LINE * row + LABEL - 3)) for row, text in enumerate(label)),
        corner=at(0, upper),
        length=length,
        thickness=THICKNESS,
        text=item.text,
        text_at=at(length + 6, middle + 5),
        colour=item.colour,
    )


def _length(value: Number, width: int) -> float:
    return round(float(value) / 100 * (width - VALUE_ROOM), 1)
