"""The first page of an agency's questionnaire."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from surveys.models import SubmissionEvent
from surveys.queries.submissions import Access, events_of, people_working
from surveys.services.editing import why_not_editable
from surveys.views.access import PersonRequest, rights_of, submission_or_404
from surveys.views.countdown import last_day, time_left_for
from surveys.views.next_step import next_step
from surveys.views.sheet import Sheet
from surveys.views.timeline import timeline


@require_safe
def overview(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """How far it has come, until when, who works on it, and the one thing to do next."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    now, sheet, events = timezone.now(), Sheet.of(submission), events_of(submission)
    rights = rights_of(request.user, submission)
    return render(
        request,
        "surveys/overview.html",
        {
            "submission": submission,
            "sheet": sheet,
            "rights": rights,
            "step": next_step(sheet, rights, why_not_editable(submission, now)),
            "time_left": time_left_for(submission, now),
            "last_day": last_day(submission.deadline),
            "working": people_working(submission, now=now, besides=request.user),
            "moments": timeline(events),
            "returned": next((each for each in events if each.kind == SubmissionEvent.Kind.RETURNED), None),
            "crumbs": [(submission.agency.name, "")],
        },
    )
