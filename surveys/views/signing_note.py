"""Until when a submission that waits can be signed."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import date_be
from surveys.models import Round, Submission
from surveys.services.editing import has_time_left

State = Submission.State


def signing_note(submission: Submission, now: dt.datetime) -> str:
    """A sentence for everybody who waits for the signature; empty where none is needed or it is there."""
    if not submission.round.needs_sign_off or submission.state in (State.SIGNED, State.NOT_STARTED):
        return ""
    if submission.round.state == Round.State.CLOSED:
        return _closed(submission)
    if submission.state != State.WAITING:
        return _before_submitting() if has_time_left(submission, now) else ""
    day = date_be(submission.last_day)
    if has_time_left(submission, now):
        return _in_time() % {"day": day}
    return _late() % {"day": day}


def _before_submitting() -> str:
    return _(
        "The answers must be submitted by the last day. The approver can sign after it too, until EGA closes "
        "the round; without the signature the agency does not count as having responded."
    )


def _in_time() -> str:
    return _(
        "The approver can sign after the last day (%(day)s) too, until EGA closes the round. "
        "Without the signature the agency does not count as having responded."
    )


def _late() -> str:
    return _(
        "The last day was %(day)s, but the answers came in time: the approver can still sign them, until EGA "
        "closes the round. Without the signature the agency does not count as having responded."
    )


def _closed(submission: Submission) -> str:
    if submission.state != State.WAITING:
        return ""
    return _(
        "EGA closed the round before the answers were signed, "
        "so the agency does not count as having responded."
    )
