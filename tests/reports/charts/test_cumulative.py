import datetime as dt
from itertools import pairwise

from reports.charts.cumulative import NARROW, WIDE, Cumulative, Mark, Window, cumulative
from reports.charts.plane import Point, Size

JULY = [dt.date(2026, 7, day) for day in range(1, 32)]


def drawn(days, window: Window, size: Size = WIDE) -> Cumulative:
    return cumulative(
        days, window, size=size, date_text=lambda date: f"{date:%d}", end_text="2", deadline_text="ปิดรับ"
    )


def test_the_line_climbs_from_the_first_morning():
    window = Window(JULY[0], JULY[3], JULY[3], target=4)
    chart = drawn([(JULY[0], 1), (JULY[1], 2)], window, Size(460, 260))
    assert chart.line == "46,230 146,180 246,130"
    assert chart.area == "46,230 146,180 246,130 246,230"
    assert (chart.end, chart.deadline) == (Point(246, 130), 446)
    assert chart.end_mark == Mark(Point(237, 121), "2", "end")


def test_all_asked_is_the_top():
    window = Window(JULY[0], JULY[3], JULY[3], target=4)
    chart = drawn([(JULY[0], 4)], window)
    assert chart.end is not None
    assert chart.end.y == chart.top
    assert [share.mark.text for share in chart.shares] == ["0 %", "25 %", "50 %", "75 %", "100 %"]


def test_before_the_first_day_there_is_no_line():
    chart = drawn([], Window(JULY[0], JULY[3], JULY[3], target=4))
    assert (chart.line, chart.area, chart.end, chart.end_mark) == ("", "", None, None)


def test_nothing_asked_divides_nothing():
    assert drawn([(JULY[0], 0)], Window(JULY[0], JULY[3], JULY[3], target=0)).end == Point(171, 290)


def test_dates_do_not_run_into_each_other():
    window = Window(JULY[0], JULY[-1], JULY[-1], target=4)
    for size in (WIDE, NARROW):
        xs = [mark.at.x for mark in drawn([], window, size).dates]
        assert len(xs) > 1
        assert min(right - left for left, right in pairwise(xs)) >= 70


def test_a_deadline_before_the_end_stands_where_its_day_ends():
    chart = drawn([], Window(JULY[0], JULY[1], JULY[3], target=4), Size(460, 260))
    assert (chart.deadline, chart.deadline_mark) == (246, Mark(Point(246, 18), "ปิดรับ", "end"))
