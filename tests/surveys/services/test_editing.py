"""Why something can no longer be done with a submission, by its state and the clock."""

import pytest

from surveys.models import Round, Submission
from surveys.services.editing import why_not_editable, why_not_returnable, why_not_signable
from tests.rounds import AFTER, BEFORE, DURING, LAST_DAY, LAST_MOMENT, OPENS

State, Opened, Closed = Submission.State, Round.State.OPEN, Round.State.CLOSED


@pytest.mark.parametrize(
    "state, round_state, now, codes",
    [
        (State.DRAFT, Opened, BEFORE, ("round_not_open", "not_submitted", "not_submitted")),
        (State.DRAFT, Opened, DURING, (None, "not_submitted", "not_submitted")),
        (State.DRAFT, Opened, AFTER, ("deadline_passed", "not_submitted", "not_submitted")),
        (State.RETURNED, Opened, LAST_MOMENT, (None, "not_submitted", "not_submitted")),
        (State.RETURNED, Opened, AFTER, ("deadline_passed", "not_submitted", "not_submitted")),
        (State.WAITING, Opened, LAST_MOMENT, ("already_submitted", None, None)),
        (State.WAITING, Opened, AFTER, ("submitted_no_time", "no_time_left", None)),
        (State.WAITING, Closed, DURING, ("round_closed", "round_closed", "round_closed")),
        (State.SIGNED, Opened, LAST_MOMENT, ("already_signed", None, "already_signed")),
        (State.SIGNED, Opened, AFTER, ("signed_no_time", "no_time_left", "already_signed")),
        (State.SIGNED, Closed, DURING, ("round_closed", "round_closed", "already_signed")),
    ],
)
def test_why_not(state, round_state, now, codes):
    """Editing, returning, signing."""
    asked = Submission(round=Round(state=round_state, opens_on=OPENS, closes_on=LAST_DAY), state=state)
    assert (why_not_editable(asked, now), why_not_returnable(asked, now), why_not_signable(asked)) == codes
