"""Two scoring runs side by side: means and ranks, and every agency that moved. For EGA's staff."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from portal.paging import chosen_sort
from reports.queries.adjustments import Counted, counted_by_run
from reports.queries.comparison import (
    Change,
    MeansPair,
    changes,
    engines_compared,
    mean_pairs,
)
from reports.queries.levels import label_of
from reports.queries.means import TOTAL
from reports.run_forms import PairForm
from reports.views.access import ega_or_404
from reports.views.choices import chosen_audience
from reports.views.comparison_rows import with_causes
from reports.views.frame import address, frame
from reports.views.searching import fits, searched
from reports.views.tables.answering import page_or_table
from reports.views.tables.comparison import COMPARISON
from scoring.models import ScoringRun
from scoring.queries import analysis_of
from surveys.forms.words import words
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Audience, Questionnaire

PER_PAGE: Final = 25

SORTS: Final[Mapping[str, Callable[[Change], Any]]] = {
    "moved": lambda change: (-abs(change.difference or Decimal(0)), change.agency.code),
    "code": lambda change: change.agency.code,
    "difference": lambda change: (change.difference or 0, change.agency.code),
    "places": lambda change: (change.places or 0, change.agency.code),
    "rank": lambda change: (change.rank_after or 0, change.agency.code),
}


@dataclass(frozen=True, slots=True)
class MeanLine:
    """A node's mean in both runs."""

    code: str
    name: str
    pair: MeansPair

    @property
    def before(self) -> Any:
        return self.pair.before.node(self.code)

    @property
    def after(self) -> Any:
        return self.pair.after.node(self.code)

    @property
    def difference(self) -> Any:
        before, after = self.before.value, self.after.value
        return None if before is None or after is None else after - before


@require_safe
def run_comparison(request: PersonRequest, round_code: str) -> HttpResponse:
    """`?before=` and `?after=` are runs of the round; `?audience=` one level, in the order of `?sort=`."""
    follower = ega_or_404(request, round_code)
    form = PairForm(request.GET, follower.survey_round)
    if not form.is_valid():
        return redirect(address("runs", follower))
    before, after = form.cleaned_data["before"], form.cleaned_data["after"]
    audience = chosen_audience(request.GET) or Audience.DEPARTMENT
    questionnaire = questionnaire_with_hash(after.questionnaire.sha256)
    sort = chosen_sort(request.GET, list(SORTS), "moved")
    search = searched(request)
    found = _sorted(_fitting(changes(before, after, audience), search["q"]), sort)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = search | {
        "form": form,
        "before": before,
        "after": after,
        "audience": audience,
        "questionnaire": questionnaire,
        "levels": [(each, label_of(each)) for each in Audience],
        "means": list(_means(questionnaire, audience, mean_pairs(before, after)[audience])),
        "page": page,
        "rows": with_causes(page, before, after, audience, questionnaire),
        "moved": sum(bool(change.difference) for change in found),
        "analysed": all(analysis_of(run, audience) for run in (before, after)),
        "sort": sort,
        **_engines(before, after),
        **_adjusted(before, after),
        "now": timezone.now(),
        "printed": [(_("Level"), label_of(audience))],
    }
    way = ((_("Scoring runs"), address("runs", follower)), (_("Compare two runs"), ""))
    context |= frame(follower, *way)
    return page_or_table(request, "reports/run_comparison.html", context, COMPARISON)


def _engines(before: ScoringRun, after: ScoringRun) -> dict[str, Any]:
    engines_before, engines_after = engines_compared(before, after)
    return {
        "engines_before": engines_before,
        "engines_after": engines_after,
        "several_engines": len({*engines_before, *engines_after}) > 1,
    }


def _adjusted(before: ScoringRun, after: ScoringRun) -> dict[str, Any]:
    counted = counted_by_run(after.round)
    return {
        "adjusted_before": counted.get(before.pk, Counted()),
        "adjusted_after": counted.get(after.pk, Counted()),
    }


def _fitting(found: list[Change], q: str) -> list[Change]:
    """Those whose names or code have every word that was searched for."""
    return [
        change
        for change in found
        if fits(q, (change.agency.code, change.agency.name_th, change.agency.name_en))
    ]


def _sorted(found: Sequence[Change], sort: str) -> list[Change]:
    return sorted(found, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _means(questionnaire: Questionnaire, audience: Audience, pair: MeansPair) -> Iterator[MeanLine]:
    yield MeanLine(TOTAL, _("Total score"), pair)
    for dimension in questionnaire.dimensions_for(audience):
        yield MeanLine(dimension.code, words(dimension.label), pair)
        for indicator in questionnaire.children_for(dimension.code, audience):
            yield MeanLine(indicator.code, words(indicator.label), pair)
