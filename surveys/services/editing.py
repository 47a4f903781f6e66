"""Whether a submission may be changed now, judged under a lock."""

import datetime as dt

from surveys.models import Round, Submission
from surveys.services.errors import NotEditable

_EDITABLE = (Submission.State.NOT_STARTED, Submission.State.DRAFT, Submission.State.RETURNED)


def lock(submission: Submission) -> Submission:
    """The submission as it is in the database, held until the transaction ends."""
    return Submission.objects.with_agency().select_for_update(of=("self",)).get(pk=submission.pk)


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
    if now >= submission.deadline + survey_round.grace:
        return "deadline_passed"
    return None


def refuse_unless_editable(submission: Submission, now: dt.datetime) -> None:
    """Raise `NotEditable` with the reason, or do nothing."""
    reason = why_not_editable(submission, now)
    if reason is not None:
        raise NotEditable(reason)
