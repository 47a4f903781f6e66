"""All rounds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404
from scoring.stages import round_lines
from surveys.models import Round
from surveys.views.rounds.access import list_frame


@require_safe
def rounds(request: PersonRequest) -> HttpResponse:
    """Newest first; the archived ones with `?archived=1`."""
    user, archived = ega_person_or_404(request), "archived" in request.GET
    every = Round.objects.newest_first()
    context = {
        "archived": archived,
        "archived_count": Round.objects.archived().count(),
        "lines": round_lines(every.archived() if archived else every.current()),
        "may_decide": is_manager(user),
    }
    return render(request, "surveys/rounds/list.html", list_frame(request.user) | context)
