"""Horizontal bars of scores or shares from 0 to 100, each under its own label."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.lettering import fitted
from reports.charts.plane import Number, Point, Size, at

WIDE, NARROW = 560, 340
ROW, LABEL, THICKNESS, AXIS = 46, 18, 14, 22
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
class Bar:
    """`corner` is the upper left one; `text_at` stands right of the bar's end."""

    label: str
    label_at: Point
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
    foot = ROW * len(items) + 4
    return Bars(
        Size(width, foot + AXIS),
        tuple(_bar(index, item, width) for index, item in enumerate(items)),
        tuple(Tick(value, _length(value, width)) for value in TICKS),
        foot,
    )


def _bar(index: int, item: BarItem, width: int) -> Bar:
    top = ROW * index
    length = _length(item.value or 0, width)
    middle = top + LABEL + 4 + THICKNESS / 2
    return Bar(
        label=fitted(item.label, LETTERS, width),
        label_at=at(0, top + LABEL - 3),
        corner=at(0, top + LABEL + 4),
        length=length,
        thickness=THICKNESS,
        text=item.text,
        text_at=at(length + 6, middle + 5),
        colour=item.colour,
    )


def _length(value: Number, width: int) -> float:
    return round(float(value) / 100 * (width - VALUE_ROOM), 1)
