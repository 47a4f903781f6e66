"""The first page of an agency's questionnaire."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from surveys.models import Submission, SubmissionEvent
from surveys.queries.reviews import ends_of_reviews
from surveys.queries.rounds import last_move_of
from surveys.queries.submissions import Access, events_of, my_submissions, people_working
from surveys.services.editing import why_not_editable, why_not_returnable
from surveys.views.access import rights_of, submission_or_404
from surveys.views.countdown import time_left_for
from surveys.views.dimension_cards import dimension_cards
from surveys.views.next_step import next_step
from surveys.views.returned import returned_of
from surveys.views.sheet import Sheet
from surveys.views.signing_note import signing_note
from surveys.views.timeline import timeline


@require_safe
def overview(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """How far it has come, until when, who works on it, and the one thing to do next."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    now, sheet, events = timezone.now(), Sheet.of(submission), events_of(submission)
    rights, not_editable = rights_of(request.user, submission), why_not_editable(submission, now)
    returned = returned_of(submission, events)
    signed = submission.state == Submission.State.SIGNED
    working = [] if not_editable else people_working(submission, now=now, besides=request.user)
    return render(
        request,
        "surveys/overview.html",
        {
            "submission": submission,
            "sheet": sheet,
            "rights": rights,
            "cards": dimension_cards(sheet),
            "step": next_step(sheet, rights, not_editable, returned),
            "time_left": "" if signed else time_left_for(submission, now),
            "working": working,
            "moments": timeline(events, unnamed=_ends_of_reviews(submission, events)),
            "returned": returned,
            "reviewed": sheet.reviewed,
            "move": last_move_of(submission.round),
            "has_archived": my_submissions(request.user).filter(round__archived_at__isnull=False).exists(),
            "may_return": signed and rights.sign and why_not_returnable(submission, now) is None,
            "signing_note": signing_note(submission, now),
            "crumbs": [(submission.agency.name, "")],
        },
    )


def _ends_of_reviews(submission: Submission, events: Iterable[SubmissionEvent]) -> Collection[dt.datetime]:
    """When reviewers, who stay unnamed, have sent it back. One query, none where nothing was returned."""
    returned = any(each.kind == SubmissionEvent.Kind.RETURNED for each in events)
    return ends_of_reviews(submission) if returned else ()
