"""How the round goes."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from portal.paging import chosen_sort
from reports.queries.dashboard import Dashboard, dashboard_of
from reports.queries.figures import percent_of
from reports.queries.levels import label_of
from reports.queries.variety import variety_of
from reports.views.access import Follower, follower_or_404
from reports.views.adjusting import waiting_adjustments
from reports.views.choices import Look, look_of
from reports.views.country_map import map_of
from reports.views.drawings import course_picture, dimension_label, radar_picture
from reports.views.frame import frame
from reports.views.reached import level_rows
from reports.views.response_tables import AS_LISTED, SORT_KEYS, group_rows, levels_of, state_rows
from reports.views.standing import standing_of_round
from reports.views.tables.answering import page_or_table
from reports.views.tables.dashboard import DASHBOARD, SCORES
from reports.views.tiles import tiles
from scoring.queries import scored_by
from surveys.models import Round
from surveys.queries.reviews import count_waiting
from surveys.questionnaire.model import Audience


@require_safe
def dashboard(request: PersonRequest, round_code: str) -> HttpResponse:
    """Figures, course and groups; `?audience=`, `?by=` and `?sort=` choose what is looked at."""
    follower = follower_or_404(request, round_code)
    survey_round, now = follower.survey_round, timezone.now()
    look = look_of(request.GET, variety_of(follower.agencies))
    sort = chosen_sort(request.GET, SORT_KEYS, AS_LISTED)
    page = dashboard_of(
        survey_round=survey_round,
        agencies=follower.agencies,
        audience=look.audience,
        grouping=look.grouping,
        with_scores=follower.is_ega,
        now=now,
    )
    context = {"page": page, "look": look, "sort": sort, "now": now}
    context |= _figures(survey_round, page, sort) | _course(page)
    context |= _scores(follower, page)
    context["standing"] = standing_of_round(survey_round, now)
    context["printed"] = _printed(look)
    context["to_review"] = count_waiting(survey_round) if follower.is_ega else 0
    tables = {**DASHBOARD, **SCORES} if follower.is_ega else DASHBOARD
    return page_or_table(request, "reports/dashboard.html", frame(follower) | context, tables)


def _printed(look: Look) -> list[tuple[str, str]]:
    """What was chosen on the screen, for the head of the paper."""
    level = label_of(look.audience) if look.audience else _("Both levels")
    return [(_("Level"), level), (_("Grouped by"), str(look.grouping.label))]


def _figures(survey_round: Round, page: Dashboard, sort: str) -> dict[str, Any]:
    levels = levels_of(page)
    groups = group_rows(survey_round, page, sort)
    return {
        "tiles": tiles(survey_round, page.figures, page.audience),
        "levels": levels,
        "states": state_rows(survey_round, levels),
        "reached": level_rows(survey_round, levels, page.reach),
        "groups": groups,
        "country": map_of(page.responses.grouping, groups),
        "grouped": sum(part.figures.asked for part in page.responses.groups),
    }


def _course(page: Dashboard) -> dict[str, Any]:
    course = page.course
    return {
        "course": course_picture(course, page.earlier_course),
        "course_days": [(day, percent_of(day.cumulative, course.asked)) for day in course.days],
        "comparison": page.comparison,
        "beside": [(label_of(level), each) for level, each in page.comparison.levels.items()]
        if page.comparison
        else [],
    }


def _scores(follower: Follower, page: Dashboard) -> dict[str, Any]:
    """Nothing for those who may not see scores."""
    if page.results is None:
        return {}
    levels, questionnaire = page.results.by_audience, scored_by(follower.survey_round)
    dimensions = questionnaire.children("")
    asked_of = {level: questionnaire.dimensions_for(level) for level in Audience}
    return waiting_adjustments(follower) | {
        "scored": any(means.base for means in levels.values()),
        "radar": radar_picture(dimensions, levels),
        "dimensions": [
            (node, [(levels[level].node(node.code), node in asked_of[level]) for level in Audience])
            for node in dimensions
        ],
        "totals": [(label_of(audience), audience, means) for audience, means in levels.items()],
        "unsurveyed": [
            (label_of(level), [dimension_label(node) for node in dimensions if node not in asked_of[level]])
            for level in Audience
        ],
    }
