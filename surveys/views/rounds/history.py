"""What was done to a round, by whom and when, in the reader's language."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from agencies.views.access import PersonRequest
from audit.actions import Action
from audit.models import AuditEntry
from audit.words import in_words
from surveys.models import Round
from surveys.queries.rounds import changes_since

SETTINGS = (
    "year_be", "name_th", "name_en", "opens_on", "closes_on",
    "grace_minutes", "needs_sign_off", "closes_after_days", "questionnaire",
)  # fmt: skip
BY_THE_CLOCK = {Action.ROUND_OPENED_ON_TIME.value, Action.ROUND_CLOSED_ON_TIME.value}
LONGEST_VERSION = 8


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
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < LONGEST_VERSION else 0


def what_changed(request: PersonRequest, survey_round: Round) -> list[Event]:
    """What was done to the round since the version that the page showed."""
    seen = seen_in(request)
    return events(changes_since(survey_round, seen)) if seen else []


def _who(entry: AuditEntry) -> str:
    if entry.actor is not None:
        return str(entry.actor.full_name)
    return "" if entry.action in BY_THE_CLOCK else gettext("from the server’s command line")


def _details(entry: AuditEntry) -> list[str]:
    """The settings that differ; nothing of what is new altogether."""
    before, after = entry.before or {}, entry.after or {}
    return [_detail(name, before[name], after[name]) for name in SETTINGS if name in before and name in after]


def _detail(name: str, before: Any, after: Any) -> str:
    (label, old), (_label, new) = in_words(name, before), in_words(name, after)
    return f"{label}: {old} → {new}"
