"""The released results of a round: national means, for everybody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import is_ega
from reports.queries.adjustments import counted_in_release
from reports.queries.groups import Grouping
from reports.queries.levels import label_of
from reports.queries.means import TOTAL, Mean, Means, results_by
from reports.views.withheld import why
from reports.withholding import FEWEST, Withheld, is_few, withheld_of
from scoring.models import Release
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.elements import Node
from surveys.questionnaire.model import Audience, Questionnaire


@dataclass(frozen=True, slots=True)
class Line:
    """A dimension or an indicator; `why` its mean is not for everybody, "" if it is."""

    node: Node
    mean: Mean
    why: str

    @property
    def top(self) -> bool:
        return not self.node.parent

    @property
    def is_few(self) -> bool:
        """Then the other counts would say how few."""
        return is_few(self.mean.n)


@dataclass(frozen=True, slots=True)
class Level:
    """The means of one level; `why` as that of its total."""

    label: str
    total: Mean
    why: str
    lines: tuple[Line, ...]


@login_not_required
@never_cache
@require_safe
def released(request: HttpRequest, round_code: str) -> HttpResponse:
    """The means of the standing release, never of an agency; of a withdrawn one only that, and why.

    What `reports.withholding` withholds is for EGA's staff, who are told that nobody else sees it.
    """
    listed = Release.objects.filter(round__code=round_code).select_related("round", "run__questionnaire")
    latest = listed.defer("run__questionnaire__document").first()
    if latest is None:
        raise Http404
    context: dict[str, Any] = {
        "release": latest,
        "survey_round": latest.round,
        "fewest": FEWEST,
        "now": timezone.now(),
        "printed": [(_("Scoring run"), _("No. %(number)s") % {"number": latest.run.pk})],
    }
    if latest.withdrawn_at is None:
        context |= {"levels": list(_levels(latest)), "ega": is_ega(request.user)}
        context["adjusted"] = counted_in_release(latest)
    return render(request, "reports/released.html", context)


def _levels(release: Release) -> Iterator[Level]:
    questionnaire = questionnaire_with_hash(release.run.questionnaire.sha256)
    found = results_by(
        Grouping.TYPE,
        survey_round=release.round,
        agencies=Agency.objects.all(),
        audience=Audience.DEPARTMENT,
        source=release,
    ).by_audience
    for audience, means in found.items():
        if means.base:
            withheld = withheld_of(questionnaire, audience, means)
            lines = tuple(_lines(questionnaire, audience, means, withheld))
            yield Level(label_of(audience), means.total, why(withheld.get(TOTAL)), lines)


def _lines(
    questionnaire: Questionnaire, audience: Audience, means: Means, withheld: Mapping[str, Withheld]
) -> Iterator[Line]:
    """The dimensions, each followed by its indicators."""
    for dimension in questionnaire.dimensions_for(audience):
        for node in (dimension, *questionnaire.children_for(dimension.code, audience)):
            yield Line(node, means.node(node.code), why(withheld.get(node.code)))
