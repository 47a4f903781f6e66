"""How much time is left, in words."""

import datetime as dt

import pytest
from django.utils.translation import override

from surveys.views.countdown import last_day, time_left
from tests.rounds import AFTER, LAST_DAY

CASES = [
    (dt.timedelta(days=8, hours=3, minutes=59), "8 days 3 hours left", "เหลือเวลา 8 วัน 3 ชั่วโมง"),
    (dt.timedelta(days=1, minutes=30), "1 day left", "เหลือเวลา 1 วัน"),
    (dt.timedelta(hours=23, minutes=59), "23 hours 59 minutes left", "เหลือเวลา 23 ชั่วโมง 59 นาที"),
    (dt.timedelta(hours=1), "1 hour left", "เหลือเวลา 1 ชั่วโมง"),
    (dt.timedelta(minutes=1), "1 minute left", "เหลือเวลา 1 นาที"),
    (dt.timedelta(seconds=59), "Less than a minute left", "เหลือเวลาไม่ถึงหนึ่งนาที"),
    (dt.timedelta(0), "Closed", "ปิดรับคำตอบแล้ว"),
    (dt.timedelta(days=-3), "Closed", "ปิดรับคำตอบแล้ว"),
]


@pytest.mark.parametrize("left, english, thai", CASES)
def test_time_left(left, english, thai):
    with override("en"):
        assert time_left(AFTER, AFTER - left) == english
    with override("th"):
        assert time_left(AFTER, AFTER - left) == thai


def test_the_last_day_ends_at_the_deadline():
    assert last_day(AFTER) == LAST_DAY
