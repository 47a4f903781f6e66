"""How much time is left, in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.templatetags.portal_format import datetime_be
from surveys.models import Round, Submission

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
NONE = dt.timedelta(0)


@dataclass(frozen=True, slots=True)
class Countdown:
    """What the page's script counts by: moments as ISO 8601, `until` in words.

    Between the `deadline` and the `end` lies the grace.
    """

    now: str
    deadline: str
    end: str
    until: str

    @classmethod
    def of(cls, submission: Submission, now: dt.datetime) -> Self | None:
        """None when nothing is left to count."""
        end = submission.deadline + submission.round.grace
        if submission.round.state == Round.State.CLOSED or now >= end:
            return None
        return cls(now.isoformat(), submission.deadline.isoformat(), end.isoformat(), datetime_be(end))


def time_left_for(submission: Submission, now: dt.datetime) -> str:
    """How long the agency can still answer; "closed" when the round was closed before the deadline."""
    if submission.round.state == Round.State.CLOSED:
        return _("Closed")
    grace_left = submission.deadline + submission.round.grace - now
    if now >= submission.deadline and grace_left > NONE:
        return _("Past the deadline, but still open for %(time)s") % {"time": _span(grace_left)}
    return time_left(submission.deadline, now)


def time_left(deadline: dt.datetime, now: dt.datetime) -> str:
    """Days and hours; in the last 24 hours, hours and minutes; "closed" from the deadline on."""
    left = deadline - now
    if left <= NONE:
        return _("Closed")
    if left < MINUTE:
        return _("Less than a minute left")
    return _("%(time)s left") % {"time": _span(left)}


def last_day(deadline: dt.datetime) -> dt.date:
    """The day that ends at the deadline, in its own time zone."""
    return (deadline - dt.timedelta(microseconds=1)).date()


def countdown_texts() -> dict[str, str]:
    """The same words for the page's script; `%(…)s` is filled there."""
    return {
        "left": _("%(time)s left"),
        "under_a_minute": _("Less than a minute left"),
        "grace_left": _("Past the deadline, but still open for %(time)s"),
        "a_moment": _("less than a minute"),
        "closed": _("Closed"),
        "day": ngettext("%(count)s day", "%(count)s days", 1),
        "days": ngettext("%(count)s day", "%(count)s days", 2),
        "hour": ngettext("%(count)s hour", "%(count)s hours", 1),
        "hours": ngettext("%(count)s hour", "%(count)s hours", 2),
        "minute": ngettext("%(count)s minute", "%(count)s minutes", 1),
        "minutes": ngettext("%(count)s minute", "%(count)s minutes", 2),
        "grace": _(
            "The deadline has passed. Until %(until)s you can still save and submit the answers of this page."
        ),
        "over": _(
            "The deadline has passed: nothing can be saved or submitted any more. "
            "If you need more time, ask EGA for an extension. "
            "Answers that are already submitted can still be signed until the round is closed."
        ),
    }


def _span(left: dt.timedelta) -> str:
    """Two units at most."""
    if left < MINUTE:
        return _("less than a minute")
    larger, smaller = (_days, _hours) if left >= DAY else (_hours, _minutes)
    return " ".join(filter(None, (larger(left), smaller(left))))


def _days(left: dt.timedelta) -> str:
    return ngettext("%(count)s day", "%(count)s days", left.days) % {"count": left.days}


def _hours(left: dt.timedelta) -> str:
    hours = left.seconds // 3600
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours} if hours else ""


def _minutes(left: dt.timedelta) -> str:
    minutes = left.seconds // 60 % 60
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes} if minutes else ""
