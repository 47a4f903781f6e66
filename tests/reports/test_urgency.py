"""The rule that says whom to call: every reason, just reached and just missed."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from reports.urgency import (
    BEHIND_BY,
    GONE_FROM,
    LOGIN_FROM,
    RETURNED_FOR,
    STALLED_FOR,
    START_FROM,
    WAITING_FOR,
    Facts,
    Reason,
    reason_of,
)
from surveys.models import Submission

State = Submission.State
MOMENT = dt.timedelta(seconds=1)
HALF = Fraction(1, 2)
CRUMB = Fraction(1, 1000)

CASES: list[tuple[State, dict[str, Any], Reason | None]] = [
    (State.NOT_STARTED, {"has_account": False, "logged_in": False}, Reason.NO_ACCOUNT),
    (State.WAITING, {"has_account": False}, Reason.NO_ACCOUNT),
    (State.NOT_STARTED, {"logged_in": False}, None),
    (State.NOT_STARTED, {"logged_in": False, "open_for": LOGIN_FROM - MOMENT}, None),
    (State.NOT_STARTED, {"logged_in": False, "open_for": LOGIN_FROM}, Reason.NEVER_LOGGED_IN),
    (State.NOT_STARTED, {"logged_in": False, "open_for": MOMENT, "gone": GONE_FROM}, Reason.NEVER_LOGGED_IN),
    (State.NOT_STARTED, {"logged_in": False, "gone": GONE_FROM - CRUMB}, None),
    (
        State.DRAFT,
        {"logged_in": False, "open_for": LOGIN_FROM, "quiet": STALLED_FOR},
        Reason.NEVER_LOGGED_IN,
    ),
    (State.NOT_STARTED, {}, None),
    (State.NOT_STARTED, {"open_for": START_FROM - MOMENT}, None),
    (State.NOT_STARTED, {"open_for": START_FROM}, Reason.NOT_STARTED),
    (State.NOT_STARTED, {"gone": GONE_FROM}, Reason.NOT_STARTED),
    (State.NOT_STARTED, {"gone": GONE_FROM - CRUMB}, None),
    (State.RETURNED, {"quiet": RETURNED_FOR}, Reason.RETURNED),
    (State.RETURNED, {"quiet": RETURNED_FOR - MOMENT}, None),
    (State.WAITING, {"waiting": WAITING_FOR}, Reason.WAITING),
    (State.WAITING, {"waiting": WAITING_FOR - MOMENT}, None),
    (State.WAITING, {"quiet": STALLED_FOR, "answered": Fraction(0), "gone": Fraction(1)}, None),
    (State.DRAFT, {"quiet": STALLED_FOR, "answered": Fraction(0), "gone": HALF}, Reason.STALLED),
    (State.DRAFT, {"quiet": STALLED_FOR - MOMENT}, None),
    (State.DRAFT, {"answered": HALF, "gone": HALF + BEHIND_BY}, Reason.BEHIND),
    (State.DRAFT, {"answered": HALF, "gone": HALF + BEHIND_BY - CRUMB}, None),
    (State.RETURNED, {"answered": Fraction(0), "gone": HALF}, Reason.BEHIND),
    (State.DRAFT, {"answered": Fraction(1), "gone": Fraction(1)}, None),
]


@pytest.mark.parametrize("state, facts, reason", CASES)
def test_the_first_reason_that_applies(state: State, facts: dict[str, Any], reason: Reason | None):
    assert reason_of(Facts(state=state, **facts)) == reason
