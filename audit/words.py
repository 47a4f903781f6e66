"""What was changed, in the reader's language."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.templatetags.portal_format import date_be, datetime_be

NAMES: Final[Mapping[str, str]] = {
    "code": gettext_noop("Code"),
    "year_be": gettext_noop("Year (Buddhist era)"),
    "name_th": gettext_noop("Thai name"),
    "name_en": gettext_noop("English name"),
    "state": gettext_noop("State"),
    "opens_on": gettext_noop("Opens on"),
    "closes_on": gettext_noop("Last day"),
    "grace_minutes": gettext_noop("Minutes of grace"),
    "needs_sign_off": gettext_noop("Needs a signature"),
    "opens_by_clock": gettext_noop("Opens by itself"),
    "closes_after_days": gettext_noop("Days to sign until it closes by itself"),
    "scores_shown_at": gettext_noop("Scores shown since"),
    "archived_at": gettext_noop("Archived since"),
    "is_synthetic": gettext_noop("Synthetic answers"),
    "source": gettext_noop("Copied from"),
    "version": gettext_noop("Count of changes"),
    "questionnaire": gettext_noop("Questionnaire (SHA-256)"),
    "workbook": gettext_noop("Workbook"),
    "workbook_kind": gettext_noop("Kind of workbook"),
    "filters": gettext_noop("Filters"),
    "file_sha256": gettext_noop("SHA-256 of the file"),
    "step": gettext_noop("Step"),
    "level": gettext_noop("Level"),
    "mails": gettext_noop("Mails"),
    "q": gettext_noop("Name or code"),
    "subject_th": gettext_noop("Thai subject"),
    "body_th": gettext_noop("Thai text"),
    "subject_en": gettext_noop("English subject"),
    "body_en": gettext_noop("English text"),
    "last_day": gettext_noop("Last day"),
    "is_asked": gettext_noop("Asked in the round"),
    "question": gettext_noop("Question"),
    "run": gettext_noop("Scoring run"),
    "agencies": gettext_noop("Agencies"),
    "added": gettext_noop("Added"),
    "changed": gettext_noop("Changed"),
    "deactivated": gettext_noop("Deactivated"),
    "places": gettext_noop("Places changed"),
    "audience": gettext_noop("Level"),
    "type": gettext_noop("Agency type"),
    "region": gettext_noop("Region"),
    "ministry": gettext_noop("Ministry"),
    "province": gettext_noop("Province"),
    "office_kind": gettext_noop("Kind of provincial office"),
    "is_active": gettext_noop("Active"),
    "role": gettext_noop("Role"),
    "agency": gettext_noop("Agency"),
    "people": gettext_noop("Number of people"),
    "adjusted_until": gettext_noop("With adjustments decided until"),
    "receipt": gettext_noop("Receipt number"),
    "outcome": gettext_noop("Outcome"),
    "accepted": gettext_noop("Accepted as answered"),
    "to_correct": gettext_noop("To be corrected"),
    "adjusted": gettext_noop("Adjusted"),
    "reviewer": gettext_noop("Reviewer (number of the account)"),
    "chosen_by": gettext_noop("How they were chosen"),
    "lines": gettext_noop("Lines of the journal"),
    "since": gettext_noop("From"),
    "until": gettext_noop("To"),
}
"""English words for the names of values, to be passed through gettext."""

WORKBOOKS: Final[Mapping[str, str]] = {
    "response": gettext_noop("Response report"),
    "results": gettext_noop("Results"),
    "items": gettext_noop("Results by question"),
    "answers": gettext_noop("Raw answers with codebook"),
    "journal": gettext_noop("Journal"),
    "everything": gettext_noop("Everything"),
}

LINES: Final[Mapping[str, str]] = {
    "decision": gettext_noop("Decisions of EGA"),
    "step": gettext_noop("Steps of submissions"),
    "evidence": gettext_noop("Files of evidence"),
    "review": gettext_noop("Decisions of reviewers"),
    "answer": gettext_noop("Answers"),
}

STATES: Final[Mapping[str, str]] = {
    "preparing": gettext_noop("Preparing"),
    "open": gettext_noop("Open"),
    "closed": gettext_noop("Closed"),
}


def in_words(name: str, value: Any) -> tuple[str, str]:
    """The name and the value of one thing that was changed; a name without words stands as it is."""
    said = SAYING[name](value) if name in SAYING and value else _value(value)
    return _(NAMES[name]) if name in NAMES else name, said


def _day(value: str) -> str:
    return date_be(dt.date.fromisoformat(value))


def _moment(value: str) -> str:
    return datetime_be(dt.datetime.fromisoformat(value))


def _filters(value: Mapping[str, str]) -> str:
    return ", ".join(": ".join(in_words(name, each)) for name, each in value.items())


def _state(value: str) -> str:
    return _(STATES[value]) if value in STATES else value


def _workbook(value: str) -> str:
    return _(WORKBOOKS[value]) if value in WORKBOOKS else value


def _lines(value: str) -> str:
    return _(LINES[value]) if value in LINES else value


SAYING: Final[Mapping[str, Callable[[Any], str]]] = {
    "opens_on": _day,
    "closes_on": _day,
    "last_day": _day,
    "scores_shown_at": _moment,
    "archived_at": _moment,
    "adjusted_until": _moment,
    "state": _state,
    "workbook_kind": _workbook,
    "filters": _filters,
    "lines": _lines,
    "since": _day,
    "until": _day,
}
"""How a value of that name is said, where it is not said as it is."""


def _value(value: Any) -> str:
    match value:
        case None | "":
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case list():
            return ", ".join(_value(each) for each in value)
        case dict():
            return ", ".join(f"{name}: {_value(each)}" for name, each in value.items())
        case _:
            return str(value)
