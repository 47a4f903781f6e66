"""Where everybody begins."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agencies.permissions import is_ega, is_monitor
from agencies.views.access import PersonRequest
from surveys.models import Round, Submission
from surveys.models.round import RoundQuerySet
from surveys.queries.submissions import my_submissions
from surveys.views.addresses import address
from surveys.views.countdown import last_day


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """EGA and monitors go to the dashboard, an officer to the overview, or to a list of several."""
    if is_ega(request.user):
        return _dashboard(request, Round.objects.all())
    submissions = list(my_submissions(request.user))
    if len(submissions) == 1:
        return redirect(address("overview", submissions[0]))
    if not submissions and is_monitor(request.user):
        return _dashboard(request, Round.objects.visible_to_agencies())
    return render(request, "surveys/home.html", {"agencies": _with_last_day(submissions)})


def _with_last_day(submissions: list[Submission]) -> list[tuple[Submission, dt.date]]:
    return [(each, last_day(each.deadline)) for each in submissions]


def _dashboard(request: PersonRequest, rounds: RoundQuerySet) -> HttpResponse:
    """That of the newest open round, else of the newest."""
    newest = rounds.newest_first()
    survey_round = newest.filter(state=Round.State.OPEN).first() or newest.first()
    if survey_round is None:
        return render(request, "surveys/home.html", {"agencies": []})
    return redirect("reports:dashboard", survey_round.code)
