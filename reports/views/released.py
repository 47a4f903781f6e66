"""The released results of a round: national means, for everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Agency
from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.means import Means, results_by
from scoring.models import Release
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Audience, Questionnaire


@login_not_required
@never_cache
@require_safe
def released(request: HttpRequest, round_code: str) -> HttpResponse:
    """The means of the standing release, never of an agency; of a withdrawn one only that, and why."""
    listed = Release.objects.filter(round__code=round_code).select_related("round", "run__questionnaire")
    latest = listed.defer("run__questionnaire__document").first()
    if latest is None:
        raise Http404
    context: dict[str, Any] = {"release": latest, "survey_round": latest.round}
    if latest.withdrawn_at is None:
        context["levels"] = _levels(latest)
    return render(request, "reports/released.html", context)


def _levels(release: Release) -> list[dict[str, Any]]:
    questionnaire = questionnaire_with_hash(release.run.questionnaire.sha256)
    found = results_by(
        Grouping.TYPE,
        survey_round=release.round,
        agencies=Agency.objects.all(),
        audience=Audience.DEPARTMENT,
        source=release,
    ).by_audience
    return [
        {"label": label_of(audience), "means": means, "lines": list(_lines(questionnaire, audience, means))}
        for audience, means in found.items()
        if means.base
    ]


def _lines(questionnaire: Questionnaire, audience: Audience, means: Means) -> list[dict[str, Any]]:
    """The dimensions, each followed by its indicators."""
    nodes = [
        node
        for dimension in questionnaire.dimensions_for(audience)
        for node in (dimension, *questionnaire.children_for(dimension.code, audience))
    ]
    return [{"node": node, "mean": means.node(node.code), "top": not node.parent} for node in nodes]
