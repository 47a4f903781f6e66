"""Scoring a round again, and which of its runs the figures come from. For EGA's staff; steps for managers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from reports.queries.adjustments import counted_in, decided_in
from reports.queries.runs import RunLine, run_lines
from reports.run_forms import PairForm, RunForm
from reports.services.rescoring import start_rescoring, use_run
from reports.views.access import Follower, ega_or_404, manager_or_403
from reports.views.adjusting import waiting_adjustments
from reports.views.frame import address, frame
from reports.views.run_refusals import orphan_texts, refused_run_text
from scoring.models import ScoringRun
from scoring.services.errors import RunRefused
from scoring.services.runs import stop_run


@require_http_methods(["GET", "HEAD", "POST"])
def runs(request: PersonRequest, round_code: str) -> HttpResponse:
    """All runs of the round; a POST starts another."""
    follower = (
        manager_or_403(request, round_code) if request.method == "POST" else ega_or_404(request, round_code)
    )
    posted = request.POST if request.method == "POST" else None
    form = RunForm(posted, follower.survey_round, decided_in(follower.survey_round))
    if request.method != "POST":
        return _page(request, follower, form)
    if not form.is_valid():
        return _page(request, follower, form, status=422)
    try:
        start_rescoring(
            survey_round=follower.survey_round, user=request.user, now=timezone.now(), **form.cleaned_data
        )
    except RunRefused as refused:
        form.add_error(None, refused_run_text(refused))
        return _page(request, follower, form, status=422, orphans=orphan_texts(refused))
    return redirect(address("runs", follower))


@require_safe
def run_list(request: PersonRequest, round_code: str) -> HttpResponse:
    """The list alone, which the page asks for again while a run is running."""
    follower = ega_or_404(request, round_code)
    return render(request, "reports/run_list.html", frame(follower) | _listed(follower))


@require_POST
def stop(request: PersonRequest, round_code: str, run_id: int) -> HttpResponse:
    """Stop a running run."""
    follower = manager_or_403(request, round_code)
    try:
        stop_run(run=run_or_404(follower, run_id), user=request.user, now=timezone.now())
    except RunRefused as refused:
        messages.error(request, refused_run_text(refused))
    return redirect(address("runs", follower))


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: PersonRequest, round_code: str, run_id: int) -> HttpResponse:
    """Take the figures of the round from this run, after a page that says what it means."""
    follower = manager_or_403(request, round_code)
    run = run_or_404(follower, run_id)
    if request.method == "POST":
        try:
            use_run(run=run, user=request.user, now=timezone.now())
            messages.success(request, _("The figures of the round come from this run now."))
        except RunRefused as refused:
            messages.error(request, refused_run_text(refused))
        return redirect(address("runs", follower))
    live = follower.survey_round.scoring_runs.filter(is_live=True).first()
    context = frame(follower, *_way(follower), (_("Use a run"), "")) | {"run": run, "live": live}
    context["adjusted"] = counted_in(run)
    return render(request, "reports/run_use.html", context)


def run_or_404(follower: Follower, run_id: int) -> ScoringRun:
    """A run of the round that is followed."""
    found = follower.survey_round.scoring_runs.filter(pk=run_id).select_related("questionnaire").first()
    if found is None:
        raise Http404
    return found


def _way(follower: Follower) -> tuple[tuple[str, str], ...]:
    return ((_("Scoring runs"), address("runs", follower)),)


def _page(
    request: PersonRequest, follower: Follower, form: RunForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = frame(follower, (_("Scoring runs"), "")) | _listed(follower) | more
    context |= {"form": form, "pair": PairForm(None, follower.survey_round)}
    context |= waiting_adjustments(follower)
    return render(request, "reports/runs.html", context, status=status)


def _listed(follower: Follower) -> dict[str, Any]:
    lines: list[RunLine] = run_lines(follower.survey_round)
    return {
        "lines": lines,
        "running": any(line.is_running for line in lines),
        "may_decide": is_manager(follower.user),
        "comparable": sum(line.run.state == ScoringRun.State.FINISHED for line in lines) > 1,
    }
