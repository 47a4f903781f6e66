"""How much time is left, in words."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.models import Round, Submission

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


def time_left_for(submission: Submission, now: dt.datetime) -> str:
    """How long the agency can still answer; "closed" when EGA has closed the round before the deadline."""
    if submission.round.state == Round.State.CLOSED:
        return _("Closed")
    return time_left(submission.deadline, now)


def time_left(deadline: dt.datetime, now: dt.datetime) -> str:
    """Days and hours; in the last 24 hours, hours and minutes; "closed" from the deadline on."""
    left = deadline - now
    if left <= dt.timedelta(0):
        return _("Closed")
    if left < MINUTE:
        return _("Less than a minute left")
    larger, smaller = (_days, _hours) if left >= DAY else (_hours, _minutes)
    return _("%(time)s left") % {"time": " ".join(filter(None, (larger(left), smaller(left))))}


def last_day(deadline: dt.datetime) -> dt.date:
    """The day that ends at the deadline, in its own time zone."""
    return (deadline - dt.timedelta(microseconds=1)).date()


def _days(left: dt.timedelta) -> str:
    return ngettext("%(count)s day", "%(count)s days", left.days) % {"count": left.days}


def _hours(left: dt.timedelta) -> str:
    hours = left.seconds // 3600
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours} if hours else ""


def _minutes(left: dt.timedelta) -> str:
    minutes = left.seconds // 60 % 60
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes} if minutes else ""
