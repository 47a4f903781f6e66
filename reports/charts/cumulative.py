"""A line that climbs, day by day, towards a target."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reports.charts.plane import Point, Size, at, path

WIDE, NARROW = Size(560, 320), Size(340, 300)
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 30, 30
SHARES = (0, 25, 50, 75, 100)
ROOM_FOR_DATE = 84
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, the deadline at the end of `closes`; `target` is all of 100 %."""

    first: dt.date
    closes: dt.date
    last: dt.date
    target: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a place on an axis."""

    at: Point
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Share:
    """A line across the plot at `y`, and its share of the target."""

    y: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Cumulative:
    """`line` and `area` are polyline and polygon points; `end` is the last day there is, None without any.

    `earlier` is the line of another round, "" without one.
    """

    size: Size
    left: float
    right: float
    top: float
    foot: float
    line: str
    area: str
    earlier: str
    end: Point | None
    end_mark: Mark | None
    shares: tuple[Share, ...]
    dates: tuple[Mark, ...]
    deadline: float
    deadline_mark: Mark


@dataclass(frozen=True, slots=True)
class _Plot:
    size: Size
    window: Window

    def x(self, date: dt.date) -> float:
        """The end of the day `date`; the axis begins with the first day's beginning."""
        days = (self.window.last - self.window.first).days + 1
        return LEFT + (self.size.width - LEFT - RIGHT) * ((date - self.window.first).days + 1) / days

    def y(self, count: float) -> float:
        share = count / self.window.target if self.window.target else 0
        return self.foot - (self.foot - TOP) * share

    @property
    def foot(self) -> float:
        return self.size.height - BOTTOM


def cumulative(
    days: Sequence[tuple[dt.date, int]],
    window: Window,
    *,
    size: Size,
    date_text: Callable[[dt.date], str],
    end_text: str,
    deadline_text: str,
    earlier: Sequence[tuple[dt.date, float]] = (),
) -> Cumulative:
    """`days` are (day, number up to and including it), none missing between the first and the last.

    `earlier` are the same of a line to compare with, on the days of this window and towards the same target.
    """
    plot = _Plot(size, window)
    points = [at(LEFT, plot.foot)] + [at(plot.x(date), plot.y(count)) for date, count in days]
    end = points[-1] if days else None
    return Cumulative(
        size=size,
        left=LEFT,
        right=size.width - RIGHT,
        top=TOP,
        foot=plot.foot,
        line=path(points) if days else "",
        area=path([*points, at(points[-1].x, plot.foot)]) if days else "",
        earlier=path(at(plot.x(date), plot.y(count)) for date, count in earlier),
        end=end,
        end_mark=_end_mark(end, end_text, size) if end else None,
        shares=tuple(_share(share, plot) for share in SHARES),
        dates=tuple(_date_marks(plot, date_text)),
        deadline=round(plot.x(window.closes), 1),
        deadline_mark=_above(plot.x(window.closes), deadline_text, size),
    )


def _end_mark(end: Point, text: str, size: Size) -> Mark:
    """Beside the last point, on the side that has room, and never above the plot."""
    to_the_left = end.x > size.width / 2
    return Mark(
        at(end.x - 9 if to_the_left else end.x + 9, max(end.y - 9, TOP + 16)),
        text,
        "end" if to_the_left else "start",
    )


def _above(x: float, text: str, size: Size) -> Mark:
    return Mark(at(x, TOP - 12), text, "end" if x > size.width / 2 else "start")


def _share(share: int, plot: _Plot) -> Share:
    y = round(plot.foot - (plot.foot - TOP) * share / 100, 1)
    return Share(y, Mark(at(LEFT - 8, y + 5), f"{share} %", "end"))


def _date_marks(plot: _Plot, date_text: Callable[[dt.date], str]) -> Iterator[Mark]:
    days = (plot.window.last - plot.window.first).days + 1
    room = plot.size.width - LEFT - RIGHT
    step = max(1, -(-days * ROOM_FOR_DATE // room))
    for offset in range(0, days, step):
        date = plot.window.first + offset * ONE_DAY
        x = LEFT + room * (offset + 0.5) / days
        if x + ROOM_FOR_DATE / 2 <= plot.size.width or offset == 0:
            yield Mark(at(x, plot.foot + 20), date_text(date), "start" if offset == 0 else "middle")
