"""One round: how it stands, what can be done next, how it is set, and what was done to it."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from audit.models import AuditEntry
from scoring.stages import results_checks
from surveys.models import Round
from surveys.queries.round_checks import blocking, closing_checks, opening_checks
from surveys.queries.rounds import asked_by_level, closing_moment_of, last_move_of
from surveys.views.rounds.access import round_frame, round_to_read
from surveys.views.rounds.checklist import Line, lines
from surveys.views.rounds.history import events
from surveys.views.rounds.levels import level_name
from surveys.views.rounds.promises import closing_text
from surveys.views.rounds.steps import offered

LATEST = 50


@require_safe
def survey_round(request: PersonRequest, round_code: str) -> HttpResponse:
    """Everything about the round that EGA decides."""
    found, now = round_to_read(request, round_code), timezone.now()
    entries = AuditEntry.objects.filter(round_code=found.code).select_related("actor")
    context = {
        "may_decide": is_manager(request.user),
        "steps": offered(found),
        "main_step": _main_step(found, now),
        "checks": _checks(found, now),
        "overdue": found.opens_by_clock and found.opens_at <= now and blocking(opening_checks(found, now)),
        "asked": [(level_name(level), n) for level, n in asked_by_level(found).items()],
        "responded": found.submissions.all().responded().count(),
        "move": last_move_of(found),
        "closing": closing_text(closing_moment_of(found)) if found.state != Round.State.CLOSED else "",
        "events": events(entries[:LATEST]),
        "now": now,
    }
    return render(request, "surveys/rounds/round.html", round_frame(request.user, found) | context)


def _main_step(found: Round, now: dt.datetime) -> str:
    """What is to be done next, where one thing is: nobody is led to close a round that has time left."""
    if found.archived_at is not None:
        return "restore"
    over = now >= found.deadline + found.grace
    return {"preparing": "open", "open": "close" if over else ""}.get(found.state, "")


def _checks(found: Round, now: dt.datetime) -> list[Line]:
    """The check-list of what comes next."""
    if found.archived_at is not None:
        return []
    by_state: dict[str, Any] = {
        Round.State.PREPARING: lambda: opening_checks(found, now),
        Round.State.OPEN: lambda: closing_checks(found, now),
        Round.State.CLOSED: lambda: results_checks(found),
    }
    return lines(found, by_state[found.state]())
