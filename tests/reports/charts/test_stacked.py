from reports.charts.stacked import NARROW, WIDE, Part, stacked


def part(count: int) -> Part:
    return Part("ร่าง", count, f"{count}", "#111111", "#ffffff")


def test_segments_fill_the_bar():
    segments = stacked([part(1), part(0), part(3)]).segments
    assert [(segment.x, segment.width) for segment in segments] == [(0.0, 139.5), (141.5, 418.5)]
    assert segments[-1].x + segments[-1].width == WIDE.width


def test_a_phone_has_a_picture_of_its_own():
    chart = stacked([part(1), part(1)], size=NARROW)
    assert (chart.size, [segment.width for segment in chart.segments]) == (NARROW, [169.0, 169.0])


def test_nothing_of_nothing():
    assert stacked([part(0)]).segments == ()


def test_a_narrow_segment_has_no_text():
    assert [segment.text for segment in stacked([part(1), part(99)]).segments] == ["", "99"]
