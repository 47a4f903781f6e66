"""The steps in the life of a submission, written down as they happen."""

import datetime as dt

from agencies.models import User
from audit.whence import address
from surveys.models import Submission, SubmissionEvent


def record(
    *, submission: Submission, kind: SubmissionEvent.Kind, user: User | None, now: dt.datetime, note: str = ""
) -> SubmissionEvent:
    """Write one step down."""
    return SubmissionEvent.objects.create(
        submission=submission, kind=kind, actor=user, at=now, address=address(), note=note
    )


def record_start(*, submission: Submission, user: User, now: dt.datetime) -> None:
    """Turn a submission that nobody had touched into a draft; the caller saves it."""
    if submission.state != Submission.State.NOT_STARTED:
        return
    submission.state = Submission.State.DRAFT
    submission.started_at = now
    record(submission=submission, kind=SubmissionEvent.Kind.STARTED, user=user, now=now)
