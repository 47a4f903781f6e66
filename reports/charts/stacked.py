"""One bar divided into parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.charts.plane import Size

WIDE, NARROW = Size(560, 34), Size(340, 34)
GAP = 2
ROOM_FOR_TEXT = 42


@dataclass(frozen=True, slots=True)
class Part:
    """`text` is written into the part where there is room for it, in the colour `ink`."""

    label: str
    count: int
    text: str
    colour: str
    ink: str


@dataclass(frozen=True, slots=True)
class Segment:
    part: Part
    x: float
    width: float
    middle: float

    @property
    def text(self) -> str:
        return self.part.text if self.width >= ROOM_FOR_TEXT else ""


@dataclass(frozen=True, slots=True)
class Stacked:
    size: Size
    segments: tuple[Segment, ...]


def stacked(parts: Sequence[Part], *, size: Size = WIDE) -> Stacked:
    """The parts that have any, side by side, as long as their share; nothing of nothing."""
    return Stacked(size, tuple(_segments([part for part in parts if part.count], size.width)))


def _segments(parts: Sequence[Part], length: int) -> Iterator[Segment]:
    room = length - GAP * (len(parts) - 1)
    whole = sum(part.count for part in parts)
    x = 0.0
    for part in parts:
        width = room * part.count / whole
        yield Segment(part, round(x, 1), round(width, 1), round(x + width / 2, 1))
        x += width + GAP
