"""What the approver or EGA returned, as the pages of the officers tell it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.models import Submission, SubmissionEvent
from surveys.queries.submissions import last_return_of


@dataclass(frozen=True, slots=True)
class Returned:
    """Why, by whom and when; `untouched` while nothing was saved since."""

    reason: str
    who: str
    at: dt.datetime
    untouched: bool


def returned_of(submission: Submission, events: Sequence[SubmissionEvent] | None = None) -> Returned | None:
    """The return that the officers have to answer; None in any other state.

    One query at most, none for a page that has the `events` (latest first) already.
    """
    if submission.state != Submission.State.RETURNED:
        return None
    event = last_return_of(submission) if events is None else _latest(events)
    if event is None:
        return None
    saved = submission.last_saved_at
    return Returned(
        reason=event.note,
        who=event.actor.full_name if event.actor else "",
        at=event.at,
        untouched=saved is None or saved <= event.at,
    )


def _latest(events: Sequence[SubmissionEvent]) -> SubmissionEvent | None:
    return next((each for each in events if each.kind == SubmissionEvent.Kind.RETURNED), None)
