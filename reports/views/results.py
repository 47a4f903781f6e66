"""The mean scores so far. For EGA's staff only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from portal.paging import chosen_sort
from reports.queries.decisions import decisions_about
from reports.queries.groups import TELLING
from reports.queries.levels import label_of
from reports.queries.means import TOTAL, Means
from reports.queries.results import ResultsSoFar, ScoredGroup, results_so_far
from reports.views.access import ega_or_404
from reports.views.adjusting import waiting_adjustments
from reports.views.choices import chosen_audience, chosen_grouping
from reports.views.drawings import bars_picture, dimension_label, radar_picture
from reports.views.frame import frame
from reports.views.releasing import releases_of
from reports.views.tables.answering import page_or_table
from reports.views.tables.results import RESULTS
from reports.views.tables.said import run_said
from scoring.queries import first_runs, scored_by
from surveys.questionnaire.model import Audience, Node, Questionnaire

AS_LISTED = "group"


@require_safe
def results(request: PersonRequest, round_code: str) -> HttpResponse:
    """One level at a time: `?audience=`, its groups `?by=` in the order of `?sort=`."""
    follower = ega_or_404(request, round_code)
    now = timezone.now()
    audience = chosen_audience(request.GET) or Audience.DEPARTMENT
    page = results_so_far(
        survey_round=follower.survey_round,
        agencies=follower.agencies,
        audience=audience,
        grouping=chosen_grouping(request.GET, TELLING[audience]),
        now=now,
    )
    questionnaire = scored_by(follower.survey_round)
    dimensions = questionnaire.dimensions_for(audience)
    context = {
        "page": page,
        "now": now,
        "printed": [
            (_("Level"), label_of(audience)),
            (_("Grouped by"), str(page.results.grouping.label)),
            run_said(follower.survey_round),
        ],
        "levels": [(each, label_of(each)) for each in Audience],
        "groupings": TELLING[audience],
        "being_scored": not page.means.base and first_runs().filter(round=follower.survey_round).exists(),
        "may_decide": is_manager(request.user),
        "decisions": decisions_about(follower.survey_round),
        **releases_of(follower),
        **waiting_adjustments(follower),
        "dimensions": _lines(dimensions, page.means),
        "indicators": _indicators(questionnaire, dimensions, page),
        "bars": bars_picture(dimensions, page.means),
        "radar": radar_picture(dimensions, {audience: page.means}),
    }
    context |= _groups(request, page, dimensions)
    context |= frame(follower, (_("Results"), ""))
    return page_or_table(request, "reports/results.html", context, RESULTS)


def _lines(nodes: Sequence[Node], means: Means) -> list[dict[str, Any]]:
    """Each node with its mean."""
    return [{"node": node, "mean": means.node(node.code)} for node in nodes]


def _indicators(
    questionnaire: Questionnaire, dimensions: Sequence[Node], page: ResultsSoFar
) -> list[tuple[Node, list[dict[str, Any]]]]:
    return [
        (dimension, _lines(questionnaire.children_for(dimension.code, page.audience), page.means))
        for dimension in dimensions
    ]


def _groups(request: PersonRequest, page: ResultsSoFar, dimensions: Sequence[Node]) -> dict[str, Any]:
    labels = {TOTAL: _("Total score")} | {node.code: dimension_label(node) for node in dimensions}
    sort = chosen_sort(request.GET, [AS_LISTED, *labels], AS_LISTED)
    return {
        "sort": sort,
        "columns": list(labels.items()),
        "groups": [_group(part, labels) for part in _sorted(page.groups, sort)],
    }


def _group(part: ScoredGroup, labels: Mapping[str, str]) -> tuple[Any, ...]:
    means = [(label, part.means.node(code)) for code, label in labels.items()]
    return part.group, part.means.base, part.figures.asked, means


def _sorted(groups: Sequence[ScoredGroup], sort: str) -> list[ScoredGroup]:
    """By a mean; groups without one come last in both directions."""
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if key == AS_LISTED:
        return list(groups[::-1] if descending else groups)
    scored = [part for part in groups if part.means.node(key).n]
    scored.sort(key=lambda part: part.means.node(key).value or 0, reverse=descending)
    return scored + [part for part in groups if not part.means.node(key).n]
