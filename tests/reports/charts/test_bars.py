from fractions import Fraction

from reports.charts.bars import Bar, BarItem, Bars, Line, Tick, bars
from reports.charts.plane import Point, Size

LONG = "5  โครงสร้างพื้นฐานที่มีความมั่นคงปลอดภัยและมีประสิทธิภาพ"


def test_bars():
    items = [BarItem("มิติ 1", Fraction(50), "50.0", "#111111"), BarItem("มิติ 2", None, "–", "#222222")]
    first, second = (Line("มิติ 1", Point(0, 15)),), (Line("มิติ 2", Point(0, 63)),)
    assert bars(items, width=264) == Bars(
        size=Size(264, 118),
        bars=(
            Bar("มิติ 1", first, Point(0, 22), 100.0, 14, "50.0", Point(106, 34), "#111111"),
            Bar("มิติ 2", second, Point(0, 70), 0.0, 14, "–", Point(6, 82), "#222222"),
        ),
        ticks=(Tick(0, 0.0), Tick(25, 50.0), Tick(50, 100.0), Tick(75, 150.0), Tick(100, 200.0)),
        foot=96,
    )


def test_a_long_label_takes_two_lines_and_loses_nothing():
    chart = bars([BarItem(LONG, 50, "50.0", "#111111")] * 2, width=340)
    one, two = chart.bars
    assert "".join(line.text for line in one.lines) == LONG
    assert [line.at.y for line in one.lines] == [15, 35]
    assert (one.corner.y, two.corner.y, chart.foot) == (42, 110, 136)


def test_no_bars():
    assert bars([]).bars == ()
