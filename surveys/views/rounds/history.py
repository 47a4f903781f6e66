"""What was done to a round, by whom and when, in the reader's language."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from agencies.views.access import PersonRequest
from audit.actions import Action
from audit.models import AuditEntry
from portal.formats import NOTHING
from portal.templatetags.portal_format import date_be
from surveys.models import Round
from surveys.queries.rounds import changes_since

FIELDS = {
    "year_be": _("Year (Buddhist era)"),
    "name_th": _("Thai name"),
    "name_en": _("English name"),
    "opens_on": _("First day"),
    "closes_on": _("Last day"),
    "grace_minutes": _("Minutes of grace"),
    "needs_sign_off": _("Needs a signature"),
    "closes_after_days": _("Days to sign until it closes by itself"),
    "questionnaire": _("Questionnaire (SHA-256)"),
}
BY_THE_CLOCK = {Action.ROUND_OPENED_ON_TIME.value, Action.ROUND_CLOSED_ON_TIME.value}
DAYS = {"opens_on", "closes_on"}
OF_A_HASH = 8


@dataclass(frozen=True, slots=True)
class Event:
    """One step; `details` are sentences like "Last day: 20 Nov 2026 → 30 Nov 2026"."""

    what: str
    at: dt.datetime
    who: str
    details: list[str]
    note: str


def events(entries: Iterable[AuditEntry]) -> list[Event]:
    """One for each entry, in their order."""
    return [Event(each.what, each.at, _who(each), _details(each), each.note) for each in entries]


def seen_in(request: PersonRequest) -> int:
    """The version of the round that the page showed; 0, which none has, where the page does not say it."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < OF_A_HASH else 0


def what_changed(request: PersonRequest, survey_round: Round) -> list[Event]:
    """What was done to the round since the version that the page showed."""
    seen = seen_in(request)
    return events(changes_since(survey_round, seen)) if seen else []


def _who(entry: AuditEntry) -> str:
    if entry.actor is not None:
        return str(entry.actor.full_name)
    return "" if entry.action in BY_THE_CLOCK else gettext("from the server’s command line")


def _details(entry: AuditEntry) -> list[str]:
    """What differs; nothing of what is new altogether."""
    before, after = entry.before or {}, entry.after or {}
    return [
        f"{gettext(label)}: {_shown(name, before[name])} → {_shown(name, after[name])}"
        for name, label in FIELDS.items()
        if name in before and name in after
    ]


def _shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if name in DAYS:
        return date_be(dt.date.fromisoformat(str(value)))
    return str(value)[:OF_A_HASH] if name == "questionnaire" else str(value)
