"""What waits for a reviewer, and taking the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from portal.paging import chosen_sort, page_number
from portal.requests import sent_from
from reports.filter_words import in_words
from reports.queries.reviews import SORT_KEYS, Queue, ids_to_take, queue_of
from reports.review_forms import QueueForm
from reports.review_words import MARKS, STATES
from reports.views.access import ega_or_404
from reports.views.frame import address, frame
from surveys.services.reviewing import take_next

ALWAYS = ("q", "state", "whose")
MORE = ("audience", "evidence", "ministry", "province")
FIRST_COME = "submitted"


@require_safe
def queue(request: PersonRequest, round_code: str) -> HttpResponse:
    """The submissions that can be reviewed, with who reviews which. EGA's staff only."""
    follower, now = ega_or_404(request, round_code), timezone.now()
    form = QueueForm(request.GET, follower.survey_round, request.user)
    sort = chosen_sort(request.GET, SORT_KEYS, FIRST_COME)
    found = queue_of(
        survey_round=follower.survey_round,
        filters=form.filters(),
        sort=sort,
        number=page_number(request.GET),
        now=now,
    )
    context = _filters(form) | _figures(found, form) | {"sort": sort, "now": now}
    return render(request, "reports/reviewing/queue.html", frame(follower, (_("Reviews"), "")) | context)


@sent_from("reports:reviews")
def next_one(request: PersonRequest, round_code: str) -> HttpResponse:
    """Take the submission that has waited longest under the filters of the address."""
    follower, now = ega_or_404(request, round_code), timezone.now()
    filters = QueueForm(request.GET, follower.survey_round, request.user).filters()
    waiting = ids_to_take(survey_round=follower.survey_round, filters=filters, now=now)
    review = take_next(submissions=waiting, user=request.user, now=now)
    if review is None:
        messages.info(request, _("Nothing waits for a reviewer now: others have taken what was left."))
        return redirect(address("reviews", follower))
    return redirect(address("review", follower, review.submission.agency.code))


def _filters(form: QueueForm) -> dict[str, Any]:
    chosen = form.chosen()
    return {
        "form": form,
        "always": [form[name] for name in ALWAYS],
        "more": [form[name] for name in MORE],
        "more_is_open": any(name in chosen for name in MORE) or bool(form.errors),
        "filters": chosen,
        "printed": in_words(form, chosen) or [(_("Filters"), _("none"))],
    }


def _figures(found: Queue, form: QueueForm) -> dict[str, Any]:
    """The states with their counts, and the rows with the words and marks of their states."""
    return {
        "found": found,
        "states": [(state, said, found.counts[state]) for state, said in STATES.items()],
        "state": form.filters().state,
        "rows": [(row, STATES[row.state], MARKS[row.state]) for row in found.rows],
    }
