"""Whether agencies see their own scores: decided by EGA's managers, after a page that says what it means."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from reports.views.access import manager_or_403
from reports.views.frame import address, frame
from reports.views.refusals import refused_text
from scoring.models import Scorecard
from surveys.models import Round
from surveys.services.errors import RoundRefused
from surveys.services.rounds_scores import hide_scores, show_scores


@require_http_methods(["GET", "HEAD", "POST"])
def showing(request: PersonRequest, round_code: str) -> HttpResponse:
    """Show the scores or hide them; each POST says which, so that a second one changes nothing."""
    follower = manager_or_403(request, round_code)
    survey_round = follower.survey_round
    if request.method == "POST":
        try:
            _take(request, survey_round)
        except RoundRefused as refused:
            messages.error(request, refused_text(refused))
        return redirect(address("results", follower))
    scored = Scorecard.objects.live().current().filter(submission__round=survey_round).count()
    way = ((_("Results"), address("results", follower)), (_("Show scores"), ""))
    return render(request, "reports/showing.html", frame(follower, *way) | {"scored": scored})


def _take(request: PersonRequest, survey_round: Round) -> None:
    if request.POST.get("step") == "show":
        show_scores(survey_round=survey_round, user=request.user, now=timezone.now())
        messages.success(request, _("Agencies see their own scores now."))
    elif request.POST.get("step") == "hide":
        hide_scores(survey_round=survey_round, user=request.user, now=timezone.now())
        messages.success(request, _("Agencies do not see their scores any more."))
