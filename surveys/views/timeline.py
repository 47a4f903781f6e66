"""The life of a submission, as lines to read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import date_be
from surveys.models import SubmissionEvent


@dataclass(frozen=True, slots=True)
class Moment:
    """One step: what, when, by whom, and what was said."""

    what: str
    at: dt.datetime
    who: str
    note: str


def timeline(events: Iterable[SubmissionEvent]) -> list[Moment]:
    """One line for each event, in their order."""
    return [
        Moment(
            str(event.get_kind_display()),
            event.at,
            event.actor.full_name if event.actor else "",
            _note(event),
        )
        for event in events
    ]


def _note(event: SubmissionEvent) -> str:
    """The note of an extension begins with its day in ISO form."""
    if event.kind != SubmissionEvent.Kind.EXTENDED:
        return event.note
    day, _space, reason = event.note.partition(" ")
    return _("Until %(day)s. %(reason)s") % {"day": date_be(dt.date.fromisoformat(day)), "reason": reason}
