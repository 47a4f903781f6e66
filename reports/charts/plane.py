"""Points, and how SVG writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int


def at(x: Number, y: Number) -> Point:
    """The point, to a tenth of a unit: finer than anybody sees."""
    return Point(round(float(x), 1), round(float(y), 1))


def path(points: Iterable[Point]) -> str:
    """The `points` attribute of a polyline or polygon."""
    return " ".join(f"{point.x:g},{point.y:g}" for point in points)
