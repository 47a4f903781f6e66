"""Why an agency should be called today: one rule, pure, with its thresholds."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from surveys.models import Submission

State = Submission.State

LOGIN_FROM: Final = dt.timedelta(days=3)
"""So long after the opening nobody needs to have logged in: invitations take a working day or two."""
START_FROM: Final = dt.timedelta(days=7)
"""So long after the opening nothing needs to be saved: agencies first gather what they are asked for."""
GONE_FROM: Final = Fraction(1, 4)
"""Of a short time: a quarter of it gone is late enough, however few days that is."""
RETURNED_FOR: Final = dt.timedelta(days=3)
"""So long an agency may leave untouched what was returned to it."""
WAITING_FOR: Final = dt.timedelta(days=3)
"""So long an approver may take to sign."""
STALLED_FOR: Final = dt.timedelta(days=7)
"""So long nothing may happen in a draft."""
BEHIND_BY: Final = Fraction(1, 4)
"""So much smaller than the share of time gone the share of questions answered may be."""


class Reason(TextChoices):
    """Most urgent first. The first that applies is the one that is named."""

    NO_ACCOUNT = "no_account", _("Nobody has an account")
    NEVER_LOGGED_IN = "never_logged_in", _("Nobody has logged in")
    NOT_STARTED = "not_started", _("Not started")
    RETURNED = "returned", _("Returned and untouched")
    WAITING = "waiting", _("Waiting for the signature")
    STALLED = "stalled", _("Begun and left")
    BEHIND = "behind", _("Behind the calendar")


@dataclass(frozen=True, slots=True)
class Facts:
    """Of an agency whose answers do not count as a response yet.

    `open_for` is the time since the round opened, `quiet` that since the latest activity, `waiting` that
    since it submitted; `answered` and `gone` are shares from 0 to 1, of the questions asked and of the
    agency's own time.
    """

    state: Submission.State
    has_account: bool = True
    logged_in: bool = True
    open_for: dt.timedelta = dt.timedelta(0)
    quiet: dt.timedelta = dt.timedelta(0)
    waiting: dt.timedelta = dt.timedelta(0)
    answered: Fraction = Fraction(1)
    gone: Fraction = Fraction(0)


def reason_of(facts: Facts) -> Reason | None:
    """The first reason to call the agency; None if there is none."""
    return next((reason for reason, applies in RULES.items() if applies(facts)), None)


# Without an account from the first day: nobody there can read an invitation or a reminder.
RULES: Final[Mapping[Reason, Callable[[Facts], bool]]] = {
    Reason.NO_ACCOUNT: lambda facts: not facts.has_account,
    Reason.NEVER_LOGGED_IN: lambda facts: not facts.logged_in and _is_late(facts, LOGIN_FROM),
    Reason.NOT_STARTED: lambda facts: facts.state == State.NOT_STARTED and _is_late(facts, START_FROM),
    Reason.RETURNED: lambda facts: facts.state == State.RETURNED and facts.quiet >= RETURNED_FOR,
    Reason.WAITING: lambda facts: facts.state == State.WAITING and facts.waiting >= WAITING_FOR,
    Reason.STALLED: lambda facts: facts.state == State.DRAFT and facts.quiet >= STALLED_FOR,
    Reason.BEHIND: lambda facts: facts.state in (State.DRAFT, State.RETURNED) and _is_behind(facts),
}


def _is_late(facts: Facts, after: dt.timedelta) -> bool:
    """So long after the opening, or sooner where the time is short."""
    return facts.open_for >= after or facts.gone >= GONE_FROM


def _is_behind(facts: Facts) -> bool:
    return facts.gone - facts.answered >= BEHIND_BY
