"""When each agency began, submitted and signed: slowly at first, more after every letter, most at the end."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.dice import SPREAD, Dice

BANGKOK: Final = dt.timezone(dt.timedelta(hours=7))
"""Thailand keeps no summer time."""

OPENS: Final = dt.date(2017, 7, 26)
CLOSES: Final = dt.date(2017, 11, 20)

HOLIDAYS: Final = frozenset(
    {
        dt.date(2017, 7, 28),
        dt.date(2017, 8, 14),
        dt.date(2017, 10, 13),
        dt.date(2017, 10, 23),
        dt.date(2017, 10, 26),
    }
)

PACE: Final = (
    (dt.date(2017, 7, 26), 0),
    (dt.date(2017, 8, 2), 3),
    (dt.date(2017, 8, 21), 8),
    (dt.date(2017, 9, 11), 22),
    (dt.date(2017, 9, 20), 11),
    (dt.date(2017, 10, 2), 9),
    (dt.date(2017, 10, 16), 26),
    (dt.date(2017, 10, 25), 12),
    (dt.date(2017, 11, 6), 34),
    (dt.date(2017, 11, 13), 62),
    (dt.date(2017, 11, 17), 105),
)
"""From which day on how many submit on a working day, in proportion: reminders went out in the middle of
September and of October and two weeks before the end."""

WEEKEND: Final = 12
"""On a day off so many times fewer than on a working day."""

MORNING: Final = (8 * 60 + 25, 12 * 60 + 5)
AFTERNOON: Final = (13 * 60, 16 * 60 + 50)
ANY_HOUR: Final = (9 * 60, 20 * 60 + 30)
"""Minutes of the day."""

ORDER_CHANCE: Final = 900
LONGEST_LAG: Final = 11


@dataclass(frozen=True, slots=True)
class Timetable:
    """The three moments that the portal keeps of a response, in order."""

    started: dt.datetime
    submitted: dt.datetime
    signed: dt.datetime


def timetables(eagerness: Mapping[str, int], audience: Audience, seed: str) -> dict[str, Timetable]:
    """Code → timetable: the eager ones early, with much chance; all signed by the last evening."""
    dice = Dice(seed, "calendar", audience.value)
    order = {code: eagerness[code] + ORDER_CHANCE * dice.bell() // SPREAD for code in sorted(eagerness)}
    queue = sorted(order, key=lambda code: (-order[code], code))
    days = _days_for(len(queue))
    return {code: _timetable(day, Dice(seed, "times", code)) for code, day in zip(queue, days, strict=True)}


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def _days_for(count: int) -> Iterator[dt.date]:
    """As many days, in order, as there are agencies, each as often as its pace says."""
    days = [OPENS + dt.timedelta(days=number) for number in range((CLOSES - OPENS).days + 1)]
    reached = list(accumulate(map(_pace, days)))
    position = 0
    for number in range(count):
        while reached[position] * count * 2 <= reached[-1] * (2 * number + 1):
            position += 1
        yield days[position]


def _pace(day: dt.date) -> int:
    pace = [each for since, each in PACE if since <= day][-1]
    return pace * WEEKEND if is_working_day(day) else pace


def _timetable(day: dt.date, dice: Dice) -> Timetable:
    submitted = _moment(day, dice)
    began = max(OPENS, day - dt.timedelta(days=_few(dice, 30)))
    started = min(_moment(began, dice), submitted - dt.timedelta(minutes=dice.between(50, 230)))
    return Timetable(started, submitted, _signed(submitted, dice))


def _signed(submitted: dt.datetime, dice: Dice) -> dt.datetime:
    """Often the same or the next day, sometimes after a week and more; the deadline makes haste."""
    day = submitted.date() + dt.timedelta(days=_few(dice, LONGEST_LAG))
    while day < CLOSES and not is_working_day(day):
        day += dt.timedelta(days=1)
    soon = submitted + dt.timedelta(minutes=dice.between(12, 170))
    if day > submitted.date() and submitted.date() < CLOSES:
        return max(soon, _moment(min(day, CLOSES), dice))
    return min(soon, _last_minute(dice))


def _few(dice: Dice, limit: int) -> int:
    """A number below `limit`, small ones more often."""
    return dice.below(dice.between(1, limit))


def _moment(day: dt.date, dice: Dice) -> dt.datetime:
    """In office hours, with a lunch break; on a day off at any hour of daylight."""
    first, last = MORNING if dice.below(100) < 46 else AFTERNOON
    if dice.below(12) == 0 or not is_working_day(day):
        first, last = ANY_HOUR
    minute = dice.between(first, last)
    return dt.datetime.combine(day, dt.time(minute // 60, minute % 60, dice.below(60)), BANGKOK)


def _last_minute(dice: Dice) -> dt.datetime:
    return dt.datetime.combine(CLOSES, dt.time(23, dice.below(50), dice.below(60)), BANGKOK)
