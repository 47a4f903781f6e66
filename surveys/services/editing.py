"""Whether a submission may be changed now, judged under a lock."""

import datetime as dt

from surveys.models import Round, Submission
from surveys.services.errors import NotEditable

_EDITABLE = (Submission.State.NOT_STARTED, Submission.State.DRAFT, Submission.State.RETURNED)


def lock(submission: Submission) -> Submission:
    """The submission as it is in the database, held until the transaction ends.

    It is read by a second statement: one that had to wait for the lock would see the round as it was before.
    """
    Submission.objects.select_for_update().only("pk").get(pk=submission.pk)
    return Submission.objects.with_agency().get(pk=submission.pk)


def has_time_left(submission: Submission, now: dt.datetime) -> bool:
    """Whether the agency could save and submit at `now`, grace included."""
    return now < submission.deadline + submission.round.grace


def why_not_editable(submission: Submission, now: dt.datetime) -> str | None:
    """The code of the reason why answers cannot be changed at `now`; None when they can."""
    survey_round = submission.round
    if survey_round.state == Round.State.CLOSED:
        return "round_closed"
    if survey_round.state != Round.State.OPEN or now < survey_round.opens_at:
        return "round_not_open"
    if submission.state == Submission.State.SIGNED:
        return "already_signed"
    if submission.state not in _EDITABLE:
        return "already_submitted"
    if not has_time_left(submission, now):
        return "deadline_passed"
    return None


def refuse_unless_editable(submission: Submission, now: dt.datetime) -> None:
    """Raise `NotEditable` with the reason, or do nothing."""
    reason = why_not_editable(submission, now)
    if reason is not None:
        raise NotEditable(reason)
