"""Moving the days of an open round for everybody, in two steps: first what it means, then it is done."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from surveys.forms.round_steps import DaysForm
from surveys.models import Round
from surveys.services.errors import RoundRefused
from surveys.services.rounds_days import move_days, refuse_unless_movable
from surveys.views.rounds.access import address, round_frame, round_to_run
from surveys.views.rounds.history import seen_in, what_changed
from surveys.views.rounds.promises import on_moving_days
from surveys.views.rounds.refusals import refused_text


@require_http_methods(["GET", "HEAD", "POST"])
def days(request: PersonRequest, round_code: str) -> HttpResponse:
    """The new days and the reason; a POST that says `sure` moves them."""
    survey_round, now = round_to_run(request, round_code), timezone.now()
    form = DaysForm(request.POST or None, survey_round=survey_round, now=now)
    if request.method != "POST":
        return _page(request, survey_round, form)
    if not form.is_valid():
        return _page(request, survey_round, form, status=422)
    try:
        take = _move if "sure" in request.POST else _confirm
        return take(request, survey_round, form, now)
    except RoundRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, survey_round, form, 422, changes=what_changed(request, survey_round))


def _confirm(request: PersonRequest, survey_round: Round, form: DaysForm, now: dt.datetime) -> HttpResponse:
    """What it means, and whether that is meant."""
    opens_on, closes_on = form.cleaned_data.get("opens_on"), form.cleaned_data["closes_on"]
    refuse_unless_movable(survey_round, opens_on, closes_on, now)
    return _page(request, survey_round, form, asked=on_moving_days(survey_round, closes_on, opens_on))


def _move(request: PersonRequest, survey_round: Round, form: DaysForm, now: dt.datetime) -> HttpResponse:
    move_days(
        survey_round=survey_round, user=request.user, now=now, seen=seen_in(request), **form.cleaned_data
    )
    messages.success(request, _("The days are moved. Agencies read the new last day and your reason."))
    return redirect(address(survey_round))


def _page(
    request: PersonRequest, survey_round: Round, form: DaysForm, status: int = 200, **more: Any
) -> HttpResponse:
    survey_round.refresh_from_db()
    context = round_frame(request.user, survey_round, _("Move the days")) | {"form": form} | more
    return render(request, "surveys/rounds/days.html", context, status=status)
