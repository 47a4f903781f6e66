"""Taking a step of a round, after a page that says exactly what will happen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from surveys.forms.round_steps import StepForm
from surveys.models import Round
from surveys.queries.round_checks import blocking
from surveys.services.errors import RoundRefused
from surveys.views.rounds.access import address, round_frame, round_to_run
from surveys.views.rounds.checklist import lines
from surveys.views.rounds.history import seen_in, what_changed
from surveys.views.rounds.refusals import refused_text
from surveys.views.rounds.steps import STEPS, Step


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, round_code: str, name: str) -> HttpResponse:
    """The check-list and the promises; a POST takes the step from the version that was shown."""
    survey_round = round_to_run(request, round_code)
    taken = STEPS.get(name)
    if taken is None:
        raise Http404
    form = taken.form(request.POST if request.method == "POST" else None, survey_round=survey_round)
    if request.method != "POST":
        return _page(request, survey_round, taken, form)
    if not form.is_valid():
        return _page(request, survey_round, taken, form, status=422)
    try:
        taken.act(
            survey_round=survey_round,
            user=request.user,
            now=timezone.now(),
            seen=seen_in(request),
            **form.cleaned_data,
        )
    except RoundRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(
            request, survey_round, taken, form, status=422, changes=what_changed(request, survey_round)
        )
    messages.success(request, str(taken.done))
    return redirect(address(survey_round))


def _page(
    request: PersonRequest, survey_round: Round, taken: Step, form: StepForm, status: int = 200, **more: Any
) -> HttpResponse:
    """With the round as it is now: what the page said may be what has changed."""
    survey_round.refresh_from_db()
    now = timezone.now()
    checks = taken.checks(survey_round, now)
    context = {
        "step": taken,
        "form": form,
        "checks": lines(survey_round, checks),
        "promises": taken.promises(survey_round, now),
        "possible": taken.offered(survey_round) and blocking(checks) is None,
        "blocked": blocking(checks) is not None,
    }
    frame = round_frame(request.user, survey_round, str(taken.label))
    return render(request, "surveys/rounds/step.html", frame | context | more, status=status)
