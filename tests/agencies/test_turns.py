"""The pace of mails: as many in a minute as are allowed, no more, and no fewer."""

import pytest

from agencies.turns import turns

SWEEP = 30.0


@pytest.mark.parametrize(
    "ago, to_come, waiting, expected",
    [
        ([], 0, 0, []),
        ([], 0, 9, [0, 15, 30, 45]),
        ([], 0, 2, [0, 15]),
        ([], 4, 9, []),
        ([], 2, 9, [30, 45]),
        ([50, 35, 20, 5], 0, 9, [10, 25, 40, 55]),
        ([20, 5], 2, 9, [40, 55]),
        ([50], 0, 9, [0, 15, 30, 45]),
        # Four at once, from a worker that was late: the minute has to be over.
        ([1, 1, 1, 1], 0, 9, [59]),
        ([40, 40, 40, 40], 0, 9, [20, 35, 50]),
    ],
)
def test_turns(ago: list[float], to_come: int, waiting: int, expected: list[float]):
    assert turns(ago=ago, to_come=to_come, a_minute=4, waiting=waiting) == expected


@pytest.mark.parametrize("a_minute, seconds", [(60, 1), (4, 15), (120, 0.5)])
def test_sweep_by_sweep_the_pace_is_kept(a_minute: int, seconds: float):
    planned: list[float] = []
    for sweep in range(10):
        now = sweep * SWEEP
        found = turns(
            ago=[now - moment for moment in planned if now - 60 < moment <= now],
            to_come=sum(moment > now for moment in planned),
            a_minute=a_minute,
            waiting=1_000,
        )
        planned += [now + each for each in found]
    assert len(planned) > 4 * a_minute
    assert planned == [place * seconds for place in range(len(planned))]
