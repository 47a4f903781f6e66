"""The life of a submission, as lines to read."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import date_be
from surveys.models import SubmissionEvent

Kind = SubmissionEvent.Kind
OF_EGA = (Kind.EXTENDED, Kind.ASKED, Kind.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Moment:
    """One step: what, when, by whom, and what was said."""

    what: str
    at: dt.datetime
    who: str
    note: str


def timeline(
    events: Iterable[SubmissionEvent], *, unnamed: Collection[dt.datetime] | None = None
) -> list[Moment]:
    """One line for each event, in their order.

    With `unnamed` it is for the agency, which reads that EGA did what only EGA does, and what was returned at
    one of these moments, but not who of EGA. Without, everybody is named.
    """
    events = list(events)
    submitters = {event.note: event.actor_id for event in events if event.kind == Kind.SUBMITTED}
    return [
        Moment(
            str(event.get_kind_display()),
            event.at,
            _who(event, unnamed),
            _note(event, submitters),
        )
        for event in events
    ]


def _who(event: SubmissionEvent, unnamed: Collection[dt.datetime] | None) -> str:
    if unnamed is not None and (
        event.kind in OF_EGA or (event.kind == Kind.RETURNED and event.at in unnamed)
    ):
        return _("EGA")
    return event.actor.full_name if event.actor else ""


def _note(event: SubmissionEvent, submitters: Mapping[str, int | None]) -> str:
    """`submitters` by receipt number, which is the note of what is submitted and of what is signed."""
    if event.kind == Kind.EXTENDED:
        return _extension(event)
    if event.kind == Kind.SIGNED and event.actor_id == submitters.get(event.note, 0):
        return _("%(receipt)s. The same person submitted and signed.") % {"receipt": event.note}
    return event.note


def _extension(event: SubmissionEvent) -> str:
    """The note of an extension begins with its day in ISO form."""
    day, _space, reason = event.note.partition(" ")
    return _("Until %(day)s. %(reason)s") % {"day": date_be(dt.date.fromisoformat(day)), "reason": reason}
