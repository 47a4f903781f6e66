"""Whether a submission may be changed now, judged under a lock."""

import datetime as dt

from surveys.models import Round, Submission
from surveys.services.errors import NotEditable

State = Submission.State
# By state and whether time is left: what is submitted can be returned for correction only while there is.
_SUBMITTED = {
    (State.WAITING, True): "already_submitted",
    (State.WAITING, False): "submitted_no_time",
    (State.SIGNED, True): "already_signed",
    (State.SIGNED, False): "signed_no_time",
}


def lock(submission: Submission) -> Submission:
    """The submission as it is in the database, held until the transaction ends.

    It is read by a second statement: one that had to wait for the lock would see the round as it was before.
    """
    Submission.everything.select_for_update().only("pk").get(pk=submission.pk)
    return Submission.everything.with_agency().get(pk=submission.pk)


def has_time_left(submission: Submission, now: dt.datetime) -> bool:
    """Whether the agency could save and submit at `now`, grace included."""
    return now < submission.deadline + submission.round.grace


def why_not_editable(submission: Submission, now: dt.datetime) -> str | None:
    """The code of the reason why answers cannot be changed at `now`; None when they can."""
    survey_round = submission.round
    if submission.withdrawn_at is not None:
        return "withdrawn"
    if survey_round.state == Round.State.CLOSED:
        return "round_closed"
    if survey_round.state != Round.State.OPEN or now < survey_round.opens_at:
        return "round_not_open"
    in_time = has_time_left(submission, now)
    if submission.state in (State.WAITING, State.SIGNED):
        return _SUBMITTED[State(submission.state), in_time]
    return None if in_time else "deadline_passed"


def why_not_signable(submission: Submission) -> str | None:
    """The code of the reason why there is nothing to sign; None when there is.

    A submission that came in time may be signed until the round is closed, by EGA or by the clock.
    """
    if submission.withdrawn_at is not None:
        return "withdrawn"
    if submission.state == State.SIGNED:
        return "already_signed"
    if submission.state != State.WAITING:
        return "not_submitted"
    return None if submission.round.state == Round.State.OPEN else "round_closed"


def why_not_returnable(submission: Submission, now: dt.datetime) -> str | None:
    """The code of the reason why the answers cannot be given back at `now`; None when they can.

    An agency whose time is over must get more of it first: it would lose its response otherwise.
    """
    if submission.withdrawn_at is not None:
        return "withdrawn"
    if submission.state not in (State.WAITING, State.SIGNED):
        return "not_submitted"
    if submission.round.state != Round.State.OPEN:
        return "round_closed"
    return None if has_time_left(submission, now) else "no_time_left"


def refuse_unless_editable(submission: Submission, now: dt.datetime) -> None:
    """Raise `NotEditable` with the reason, or do nothing."""
    reason = why_not_editable(submission, now)
    if reason is not None:
        raise NotEditable(reason)
