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
    """EGA and monitors go to the dashboard, an officer to the overview, or to a list of several.

    `?archived=1` asks for the list, in which the questionnaires of archived rounds stand too.
    """
    if is_ega(request.user):
        return _dashboard(request, Round.objects.asking_something())
    submissions = list(my_submissions(request.user))
    current = [each for each in submissions if each.round.archived_at is None]
    archived = [each for each in submissions if each.round.archived_at is not None]
    if len(current) == 1 and "archived" not in request.GET:
        return redirect(address("overview", current[0]))
    if not submissions and is_monitor(request.user):
        return _dashboard(request, Round.objects.visible_to_agencies())
    context = {"agencies": _with_last_day(current), "archived": _with_last_day(archived)}
    return render(request, "surveys/home.html", context)


def _with_last_day(submissions: list[Submission]) -> list[tuple[Submission, dt.date]]:
    return [(each, last_day(each.deadline)) for each in submissions]


def _dashboard(request: PersonRequest, rounds: RoundQuerySet) -> HttpResponse:
    """That of the newest open round, else of the newest that is not archived, else of the newest."""
    newest, current = rounds.newest_first(), rounds.newest_first().current()
    survey_round = current.filter(state=Round.State.OPEN).first() or current.first() or newest.first()
    if survey_round is None:
        return render(request, "surveys/home.html", {"agencies": []})
    return redirect("reports:dashboard", survey_round.code)
