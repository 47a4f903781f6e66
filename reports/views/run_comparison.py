"""Two scoring runs side by side: means and ranks, and every agency that moved. For EGA's staff."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from portal.paging import chosen_sort
from reports.queries.adjustments import Counted, Readjusted, counted_by_run, readjusted
from reports.queries.comparison import (
    Change,
    MeansPair,
    Moved,
    causes,
    changes,
    engines_compared,
    mean_pairs,
    moved_by,
)
from reports.queries.levels import label_of
from reports.queries.means import TOTAL
from reports.run_forms import PairForm
from reports.views.access import ega_or_404
from reports.views.choices import chosen_audience
from reports.views.frame import address, frame
from scoring.models import RankInterval, ScoringRun
from scoring.queries import analysis_of, intervals_of
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


Row = tuple[Change, Moved, RankInterval | None, RankInterval | None, Sequence[tuple[str, Readjusted]]]
"""An agency, what moved it, where its rank lies in each run, and which questions they adjust differently."""


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
    found = _sorted(changes(before, after, audience), sort)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "before": before,
        "after": after,
        "audience": audience,
        "levels": [(each, label_of(each)) for each in Audience],
        "means": list(_means(questionnaire, audience, mean_pairs(before, after)[audience])),
        "page": page,
        "rows": _with_causes(page, before, after, audience, questionnaire),
        "moved": sum(bool(change.difference) for change in found),
        "analysed": all(analysis_of(run, audience) for run in (before, after)),
        "sort": sort,
        **_engines(before, after),
        **_adjusted(before, after),
        "now": timezone.now(),
        "printed": [(_("Level"), label_of(audience))],
    }
    way = ((_("Scoring runs"), address("runs", follower)), (_("Compare two runs"), ""))
    return render(request, "reports/run_comparison.html", frame(follower, *way) | context)


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


def _sorted(found: Sequence[Change], sort: str) -> list[Change]:
    return sorted(found, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _with_causes(
    page: Page[Change],
    before: ScoringRun,
    after: ScoringRun,
    audience: Audience,
    questionnaire: Questionnaire,
) -> list[Row]:
    """The agencies of the page with what moved them most, how sure their rank is, and what was adjusted."""
    agencies = [change.agency for change in page]
    found = causes(before, after, agencies)
    then, now = (intervals_of(run, audience, agencies) for run in (before, after))
    adjusted = readjusted(before, after, agencies)
    return [
        (
            change,
            moved_by(change, found.get(change.agency.pk, ())),
            then.get(pk),
            now.get(pk),
            [(_name(questionnaire, each.question), each) for each in adjusted.get(pk, ())],
        )
        for change in page
        if (pk := change.agency.pk)
    ]


def _name(questionnaire: Questionnaire, question: str) -> str:
    """The text of a question; its name where the questionnaire of the later run has it no more."""
    if not questionnaire.has_question(question):
        return question
    return words(questionnaire.question(question).label)


def _means(questionnaire: Questionnaire, audience: Audience, pair: MeansPair) -> Iterator[MeanLine]:
    yield MeanLine(TOTAL, _("Total score"), pair)
    for dimension in questionnaire.dimensions_for(audience):
        yield MeanLine(dimension.code, words(dimension.label), pair)
        for indicator in questionnaire.children_for(dimension.code, audience):
            yield MeanLine(indicator.code, words(indicator.label), pair)
