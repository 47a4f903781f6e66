"""What the form of a round proposes: a fresh plan, the next year's, or what two people have changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from audit.models import AuditEntry
from surveys.forms.rounds import values_of
from surveys.models import Round
from surveys.models.round import SIGNING_DAYS
from surveys.queries.rounds import changes_since
from surveys.services.rounds_journal import plain

BUDDHIST_ERA = 543
OWN = {"questionnaire"}


@dataclass(frozen=True, slots=True)
class Together:
    """What stands now with what was typed over it, and what somebody else had changed meanwhile."""

    values: Mapping[str, Any]
    changes: list[AuditEntry]


def fresh_plan(today: dt.date) -> dict[str, Any]:
    """Only what does not depend on the year's decisions."""
    year = today.year + BUDDHIST_ERA
    return {
        "code": free_code(str(year)),
        "year_be": year,
        "grace_minutes": 0,
        "closes_after_days": SIGNING_DAYS,
    }


def next_year(source: Round) -> dict[str, Any]:
    """The same a year later: code, year, names and days."""
    year = source.year_be
    ahead = {
        "code": free_code(_later(source.code, year)),
        "year_be": year + 1,
        "name_th": _later(source.name_th, year),
        "name_en": _later(source.name_en, year - BUDDHIST_ERA),
        "opens_on": year_on(source.opens_on),
        "closes_on": year_on(source.closes_on),
    }
    return {name: value for name, value in values_of(source).items() if name not in OWN} | ahead


def year_on(day: dt.date) -> dt.date:
    """The same day of the next year; the 28th for a 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def free_code(wanted: str) -> str:
    """The code itself, or with the first number that makes it free."""
    if not Round.objects.filter(code=wanted).exists():
        return wanted
    codes = (f"{wanted}-{number}" for number in count(2))
    return next(code for code in codes if not Round.objects.filter(code=code).exists())


def merged(survey_round: Round, seen: int, typed: Mapping[str, Any]) -> Together:
    """The round as it is, with what was typed where it differs from the version that was `seen`."""
    changes, current = changes_since(survey_round, seen), values_of(survey_round)
    shown = _as_shown(current, changes)
    own = {name: value for name, value in typed.items() if _written(name, value) != shown[name]}
    return Together(current | own, changes)


def _as_shown(current: Mapping[str, Any], changes: list[AuditEntry]) -> dict[str, Any]:
    """The values, as they are written down, of the version before those changes."""
    shown = {name: _written(name, value) for name, value in current.items()}
    for entry in reversed(changes):
        shown |= {name: value for name, value in (entry.before or {}).items() if name in shown}
    return shown


def _written(name: str, value: Any) -> Any:
    written = plain({name: value})[name]
    return written.isoformat() if isinstance(written, dt.date) else written


def _later(text: str, year: int) -> str:
    return text.replace(str(year), str(year + 1)) if str(year) in text else text
