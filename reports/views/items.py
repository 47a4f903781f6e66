"""Results question by question: how often which answer was given. For EGA's staff only."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from reports.models import WorkbookExport
from reports.queries.items import items_of
from reports.queries.levels import label_of
from reports.views.access import ega_or_404
from reports.views.drawings import dimension_label
from reports.views.frame import address, frame
from reports.views.item_lines import sections_of
from reports.views.slices import Slice, slice_of
from reports.views.tables.answering import page_or_table
from reports.views.tables.items import ITEMS
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.model import Audience, Node, Questionnaire


@require_safe
def items(request: PersonRequest, round_code: str) -> HttpResponse:
    """One dimension at a time, `?dimension=`, of one level, `?audience=`, or one group of it, `?group=`."""
    follower = ega_or_404(request, round_code)
    questionnaire, chosen = questionnaire_of(follower.survey_round), slice_of(request.GET, follower)
    dimensions = questionnaire.dimensions_for(chosen.audience)
    dimension = _chosen(request.GET, dimensions)
    found = items_of(
        survey_round=follower.survey_round,
        audience=chosen.audience,
        agencies=chosen.agencies,
        only=_names(questionnaire, dimension, chosen),
    )
    context = {
        "slice": chosen,
        "workbook_query": urlencode({"make": WorkbookExport.Kind.ITEMS.value} | chosen.filters),
        "now": timezone.now(),
        "printed": _printed(chosen, dimension),
        "levels": [(each, label_of(each)) for each in Audience],
        "dimensions": dimensions,
        "dimension": dimension,
        "base": found.base,
        "sections": sections_of(found, questionnaire, follower.survey_round, chosen),
    }
    way = ((_("Results"), address("results", follower)), (_("Results by question"), ""))
    return page_or_table(request, "reports/items.html", frame(follower, *way) | context, ITEMS)


def _chosen(query: Mapping[str, str], dimensions: Sequence[Node]) -> Node | None:
    """The dimension of the address, or the first; None where the level is asked nothing."""
    by_code = {node.code: node for node in dimensions}
    return by_code.get(query.get("dimension", ""), next(iter(dimensions), None))


def _names(questionnaire: Questionnaire, dimension: Node | None, chosen: Slice) -> list[str]:
    questions = questionnaire.questions_on_page(dimension.code, chosen.audience) if dimension else ()
    return [question.name for question in questions]


def _printed(chosen: Slice, dimension: Node | None) -> list[tuple[str, str]]:
    printed = [(_("Level"), chosen.level), (_("Group"), chosen.name or _("All agencies"))]
    return printed + ([(_("Dimension"), dimension_label(dimension))] if dimension else [])
