import pytest

from portal.thai_order import thai_order


@pytest.mark.parametrize(
    "in_order",
    [
        ["กรมการค้า", "กรมเกษตร", "กรมขนส่ง"],
        ["เกษตร", "ขนส่ง", "โขน"],
        ["กา", "ก้า", "กาง", "เก่า", "แก", "ใกล้", "ไก่"],
        ["Alpha", "beta", "กรม"],
    ],
    ids=["leading vowel inside a word", "leading vowel first", "marks decide last", "Latin before Thai"],
)
def test_dictionary_order(in_order: list[str]):
    by_code_point = sorted(in_order)
    assert sorted(by_code_point, key=thai_order) == in_order
