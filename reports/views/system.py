"""How the portal's own processes fare, and what has failed in the background."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403, managing_frame
from audit.rights import changeable_tables
from portal.health import verdict_on_all
from portal.processes import waiting_tasks
from portal.sweeps import is_late, last_sweeps
from reports.queries.troubles import TroubleKind, troubles
from reports.services.again import NothingToDo, run_again

PROCESSES: dict[str, str | Promise] = {
    "database": gettext_lazy("Database"),
    "broker": gettext_lazy("Broker (Redis)"),
    "worker": gettext_lazy("Workers"),
    "beat": gettext_lazy("Beat, the clock of the sweeps"),
}
SWEEPS: dict[str, str | Promise] = {
    "scoring.sweep": gettext_lazy("Scores, runs and analyses that are overdue"),
    "reports.sweep_exports": gettext_lazy("Workbooks that nobody builds"),
    "surveys.keep_time": gettext_lazy("Rounds that are to open or to close"),
    "agencies.send_due": gettext_lazy("Invitations that wait to be mailed"),
    "surveys.send_reminders": gettext_lazy("Reminders whose turn it is"),
    "surveys.remind_before_last_day": gettext_lazy("Automatic reminders before the last day (hourly)"),
    "agencies.housekeeping": gettext_lazy("Ended sessions and old records of log-ins (nightly)"),
    "surveys.housekeeping": gettext_lazy("Previews of questionnaires and lists of mistakes (nightly)"),
}
KINDS: dict[TroubleKind, str | Promise] = {
    TroubleKind.SCORE: gettext_lazy("Score"),
    TroubleKind.WORKBOOK: gettext_lazy("Workbook"),
    TroubleKind.ANALYSIS: gettext_lazy("Robustness"),
}


@dataclass(frozen=True, slots=True)
class Sweep:
    """When one of the beat's tasks ran last, None while that is unknown."""

    label: str
    at: dt.datetime | None
    late: bool


@require_safe
def system(request: PersonRequest) -> HttpResponse:
    """Processes, queue, sweeps and failures of this moment. For managers."""
    manager_or_403(request)
    now = timezone.now()
    state = verdict_on_all.now()
    context = {
        "now": now,
        "processes": [(label, state[name] == "ok") for name, label in PROCESSES.items()],
        "changeable": changeable_tables(),
        "waiting": _unless_away(state, waiting_tasks),
        "sweeps": _unless_away(state, lambda: _sweeps(now)),
        "troubles": [(KINDS[each.kind], each) for each in troubles(now=now)],
    }
    return render(request, "reports/system.html", managing_frame(request.user, (_("System"), "")) | context)


@require_POST
def again(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Have one failure tried again."""
    user = manager_or_403(request)
    if kind not in set(TroubleKind):
        raise Http404
    try:
        run_again(kind=TroubleKind(kind), pk=pk, user=user, now=timezone.now())
    except NothingToDo:
        messages.info(request, _("That has been done meanwhile."))
    else:
        messages.success(request, _("A worker tries it again now."))
    return redirect("reports:system")


def _unless_away(state: dict[str, str], ask: Any) -> Any:
    """None where only the broker could tell, and it is away."""
    return ask() if state["broker"] == "ok" else None


def _sweeps(now: dt.datetime) -> list[Sweep]:
    return [
        Sweep(str(SWEEPS.get(name, name)), at, is_late(name, at, now=now))
        for name, at in last_sweeps().items()
    ]
