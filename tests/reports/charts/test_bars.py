from fractions import Fraction

from reports.charts.bars import Bar, BarItem, Bars, Tick, bars
from reports.charts.plane import Point, Size


def test_bars():
    items = [BarItem("มิติ 1", Fraction(50), "50.0", "#111111"), BarItem("มิติ 2", None, "–", "#222222")]
    assert bars(items, width=264) == Bars(
        size=Size(264, 118),
        bars=(
            Bar("มิติ 1", Point(0, 15), Point(0, 22), 100.0, 14, "50.0", Point(106, 34), "#111111"),
            Bar("มิติ 2", Point(0, 61), Point(0, 68), 0.0, 14, "–", Point(6, 80), "#222222"),
        ),
        ticks=(Tick(0, 0.0), Tick(25, 50.0), Tick(50, 100.0), Tick(75, 150.0), Tick(100, 200.0)),
        foot=96,
    )


def test_no_bars():
    assert bars([]).bars == ()
