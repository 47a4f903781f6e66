"""How much time is left, in words."""

import datetime as dt

import pytest
from django.utils.translation import override

from surveys.models import Round, Submission
from surveys.views.countdown import Countdown, last_day, time_left, time_left_for
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


GRACE = dt.timedelta(minutes=30)
IN_GRACE = [
    (dt.timedelta(0), "Past the deadline, but still open for 30 minutes"),
    (dt.timedelta(minutes=5), "Past the deadline, but still open for 25 minutes"),
    (dt.timedelta(minutes=29, seconds=30), "Past the deadline, but still open for less than a minute"),
    (GRACE, "Closed"),
]


@pytest.mark.parametrize("past, words", IN_GRACE)
def test_the_grace(past, words):
    submission = Submission(round=Round(closes_on=LAST_DAY, grace_minutes=30, state=Round.State.OPEN))
    with override("en"):
        assert time_left_for(submission, AFTER + past) == words


def test_what_the_script_counts_by():
    submission = Submission(round=Round(closes_on=LAST_DAY, grace_minutes=30, state=Round.State.OPEN))
    moment = AFTER - dt.timedelta(hours=1)
    with override("en"):
        assert Countdown.of(submission, moment) == Countdown(
            now="2026-07-31T23:00:00+07:00",
            deadline="2026-08-01T00:00:00+07:00",
            end="2026-08-01T00:30:00+07:00",
            until="1 Aug 2026, 00:30",
        )
    assert Countdown.of(submission, AFTER + GRACE) is None
    submission.round.state = Round.State.CLOSED
    assert Countdown.of(submission, moment) is None
