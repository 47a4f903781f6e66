from decimal import Decimal

import pytest

from reports.charts.plane import Point
from reports.charts.radar import NARROW, RADIUS, WIDE, RadarSeries, Shape, radar


def drawn(*values, width: int = WIDE) -> Shape:
    labels, colours = ["มิติ"] * len(values), ["#111111"] * len(values)
    [shape] = radar(labels, colours, [RadarSeries("ระดับกรม", "#222222", values)], width=width).shapes
    return shape


@pytest.mark.parametrize("width, middle", [(WIDE, 250), (NARROW, 170)])
def test_a_score_of_100_reaches_the_ring(width: int, middle: int):
    top, right, bottom, left = drawn(100, Decimal(100), 100, 100, width=width).dots
    assert (top, right) == (Point(middle, 182 - RADIUS), Point(middle + RADIUS, 182))
    assert (bottom, left) == (Point(middle, 182 + RADIUS), Point(middle - RADIUS, 182))


def test_a_whole_series_is_an_area():
    shape = drawn(100, 50, 50, 0)
    assert (shape.area, shape.lines) == ("250,50 316,182 250,248 250,182", ())


@pytest.mark.parametrize(
    "values, lines",
    [
        ((100, None, 50, 0), ("250,248 250,182 250,50",)),
        ((100, 50, 50, None), ("250,50 316,182 250,248",)),
        ((100, None, 50, None), ()),
        ((100, 100, None, 100, 100, None), ("250,314 135.7,248", "250,50 364.3,116")),
        ((None, None, None), ()),
    ],
    ids=["a gap inside", "a gap at the end", "alone", "two gaps", "nothing"],
)
def test_no_line_crosses_an_axis_without_a_score(values, lines: tuple[str, ...]):
    shape = drawn(*values)
    assert (shape.area, shape.lines, len(shape.dots)) == (
        "",
        lines,
        sum(value is not None for value in values),
    )


@pytest.mark.parametrize("axes", [0, 1, 3, 5, 6])
def test_axes_and_rings(axes: int):
    chart = radar(["มิติ"] * axes, ["#111111"] * axes, [])
    assert [axis.anchor for axis in chart.axes][:1] == ["middle"][:axes]
    assert [ring.value for ring in chart.rings] == [20, 40, 60, 80, 100]
    assert {len(ring.points.split()) for ring in chart.rings} == {axes}


def test_labels_stand_outside_on_their_side():
    anchors = [axis.anchor for axis in radar(["มิติ"] * 6, ["#111111"] * 6, []).axes]
    assert anchors == ["middle", "start", "start", "middle", "end", "end"]
