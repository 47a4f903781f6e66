"""Ranks and how far they can be trusted. For EGA's staff."""

import json
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from portal.paging import chosen_sort
from reports.queries.levels import label_of
from reports.queries.names import named
from reports.services.rescoring import have_analysed
from reports.views.access import Follower, ega_or_404
from reports.views.choices import chosen_audience
from reports.views.frame import address, frame
from reports.views.robustness_lines import findings
from reports.views.runs import run_or_404
from reports.views.searching import searched
from reports.views.tables.answering import page_or_table
from reports.views.tables.robustness import ROBUSTNESS
from scoring.models import RankInterval, RobustnessAnalysis, ScoringRun
from scoring.queries import analysis_of
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Audience

PER_PAGE: Final = 50
SORTS: Final = {
    "rank": ("rank", "submission__agency__code"),
    "code": ("submission__agency__code",),
    "median": ("median", "submission__agency__code"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def robustness(request: PersonRequest, round_code: str, run_id: int) -> HttpResponse:
    """One level (`?audience=`) of a run: the newest analysis; a POST has another one computed."""
    follower = ega_or_404(request, round_code)
    run = run_or_404(follower, run_id)
    if run.state != ScoringRun.State.FINISHED:
        raise Http404
    audience = chosen_audience(request.GET) or Audience.DEPARTMENT
    if request.method == "POST":
        have_analysed(run=run, audience=audience, user=request.user, now=timezone.now())
        return redirect(f"{address('robustness', follower, run.pk)}?audience={audience.value}")
    context = {
        "run": run,
        "audience": audience,
        "levels": [(each, label_of(each)) for each in Audience],
        "waiting": _waiting(run, audience),
        "failed": _failed(run, audience),
    }
    analysis = analysis_of(run, audience)
    if analysis is not None:
        context |= _shown(request, analysis, audience)
    tables = ROBUSTNESS if analysis else {}
    return page_or_table(request, "reports/robustness.html", _frame(follower) | context, tables)


def _frame(follower: Follower) -> dict[str, Any]:
    way = ((_("Scoring runs"), address("runs", follower)), (_("Ranks and their robustness"), ""))
    return frame(follower, *way)


def _waiting(run: ScoringRun, audience: Audience) -> bool:
    queued = RobustnessAnalysis.State.QUEUED
    return run.robustness_analyses.filter(audience=audience, state=queued).exists()


def _failed(run: ScoringRun, audience: Audience) -> RobustnessAnalysis | None:
    """The latest analysis, if it could not be computed."""
    latest = run.robustness_analyses.filter(audience=audience).first()
    return latest if latest and latest.state == RobustnessAnalysis.State.FAILED else None


def _shown(request: PersonRequest, analysis: RobustnessAnalysis, audience: Audience) -> dict[str, Any]:
    questionnaire = questionnaire_with_hash(analysis.run.questionnaire.sha256)
    sort = chosen_sort(request.GET, list(SORTS), "rank")
    search = searched(request)
    paginator = Paginator(_intervals(analysis, sort, search["q"]), PER_PAGE)
    return search | {
        "analysis": analysis,
        "found": findings(json.loads(analysis.document), questionnaire, audience),
        "page": paginator.get_page(request.GET.get("page")),
        "sort": sort,
    }


def _intervals(analysis: RobustnessAnalysis, sort: str, q: str) -> QuerySet[RankInterval]:
    keys = SORTS[sort.removeprefix("-")]
    turned = [f"-{keys[0]}", *keys[1:]] if sort.startswith("-") else list(keys)
    rows = analysis.intervals.select_related("submission__agency__ministry", "submission__agency__province")
    if q:
        rows = rows.filter(submission__agency__in=named(q, analysis.run.round))
    return rows.order_by(*turned)
