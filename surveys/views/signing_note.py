"""Until when a submission that waits can be signed."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import date_be, datetime_be
from surveys.models import Round, Submission
from surveys.queries.rounds import closing_moment_of
from surveys.services.editing import has_time_left

State = Submission.State


def signing_note(submission: Submission, now: dt.datetime) -> str:
    """A sentence for everybody who waits for the signature; empty where none is needed or it is there."""
    if not submission.round.needs_sign_off or submission.state in (State.SIGNED, State.NOT_STARTED):
        return ""
    if submission.round.state == Round.State.CLOSED:
        return _closed(submission)
    in_time = has_time_left(submission, now)
    if submission.state != State.WAITING and not in_time:
        return ""
    figures = {"day": date_be(submission.last_day), "until": _until(submission)}
    if submission.state != State.WAITING:
        return _before_submitting() % figures
    return (_in_time() if in_time else _late()) % figures


def _until(submission: Submission) -> str:
    """How long one can sign: until the clock closes the round, or EGA does. One query at most."""
    moment = closing_moment_of(submission.round)
    if moment is None:
        return _("until EGA closes the round")
    return _("until the round closes, %(moment)s") % {"moment": datetime_be(moment)}


def _before_submitting() -> str:
    return _(
        "The answers must be submitted by the last day. The approver can sign after it too, %(until)s; "
        "without the signature the agency does not count as having responded."
    )


def _in_time() -> str:
    return _(
        "The approver can sign after the last day (%(day)s) too, %(until)s. "
        "Without the signature the agency does not count as having responded."
    )


def _late() -> str:
    return _(
        "The last day was %(day)s, but the answers came in time: the approver can still sign them, "
        "%(until)s. Without the signature the agency does not count as having responded."
    )


def _closed(submission: Submission) -> str:
    if submission.state != State.WAITING:
        return ""
    return _(
        "The round was closed before the answers were signed, "
        "so the agency does not count as having responded."
    )
