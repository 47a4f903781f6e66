import pytest

from reports.charts.lettering import fitted, room_for


@pytest.mark.parametrize("text, letters", [("", 0), ("abc", 3), ("กขค", 3), ("ที่นี่", 2), ("น้ำ", 2)])
def test_marks_take_no_room(text: str, letters: int):
    assert room_for(text, 100) == pytest.approx(52 * letters)


@pytest.mark.parametrize(
    "text, shown", [("abcde", "abcde"), ("abcdef", "abcd…"), ("ab d f", "ab d…"), ("", "")]
)
def test_too_long_a_text_ends_in_dots(text: str, shown: str):
    assert fitted(text, 100, 5 * 52) == shown
