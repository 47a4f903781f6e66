import pytest

from reports.charts.lettering import fitted, in_two, letters, room_for


@pytest.mark.parametrize("text, number", [("", 0), ("abc", 3), ("กขค", 3), ("ที่นี่", 2), ("น้ำ", 2)])
def test_marks_take_no_room(text: str, number: int):
    assert letters(text) == number


@pytest.mark.parametrize(
    "text, measured",
    [
        ("5  โครงสร้างพื้นฐานที่มีความมั่นคงปลอดภัยและมีประสิทธิภาพ", 349.3),
        ("4  การบริหารจัดการภายในรูปแบบอิเล็กทรอนิกส์", 269.9),
        ("1.5  การคุ้มครองข้อมูลส่วนบุคคลและการเปิดเผยข้อมูล", 307.1),
        ("5  Secure and efficient infrastructure", 221.8),
    ],
)
def test_room_is_rather_too_much_than_too_little(text: str, measured: float):
    """Measured in a browser, in letters of 14."""
    assert measured <= room_for(text, 14) <= 1.2 * measured


@pytest.mark.parametrize(
    "text, shown", [("abcde", "abcde"), ("abcdef", "abcd…"), ("ab d f", "ab d…"), ("", "")]
)
def test_too_long_a_text_ends_in_dots(text: str, shown: str):
    assert fitted(text, 100, 5 * 48) == shown


@pytest.mark.parametrize(
    "text, lines",
    [
        ("abcde", ("abcde",)),
        ("abc defg", ("abc", "defg")),
        ("ab cd efghijk", ("ab cd", "efgh…")),
        ("abcdefgh", ("abcd…",)),
        ("กขคและง", ("กขค", "และง")),
    ],
)
def test_on_two_lines(text: str, lines: tuple[str, ...]):
    assert in_two(text, 100, 5 * 48) == lines
