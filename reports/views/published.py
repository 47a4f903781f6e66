"""The figures that a report has printed, beside those that the portal computes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import is_ega
from agencies.views.access import PersonRequest
from reports.published.behind import agencies_behind
from reports.published.comparing import Comparison, compare
from reports.published.figures import Measure, Published
from reports.published.material import used_run
from reports.published.reading import PublishedError, published_codes, published_of
from reports.queries.levels import label_of
from reports.queries.means import Source
from reports.queries.rounds import round_of_report
from reports.views.access import ega_or_404
from reports.views.behind import agencies_page
from reports.views.frame import frame
from reports.views.published_lines import Sight, amount_of, levels_of, line_of
from reports.views.tables.answering import page_or_table
from reports.views.tables.behind import FIGURE
from reports.views.tables.published import FIGURES
from reports.withholding import FEWEST
from scoring.queries import standing_release
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of

NOT_MET = "not-met"


@login_not_required
@never_cache
@require_safe
def published(request: HttpRequest, code: str) -> HttpResponse:
    """Sums and counts only, for everybody once they are known anyway. `?only=not-met` hides what is met.

    EGA's staff see those of the live run, everybody those that were released; of a round of synthetic answers
    that is not released, everybody sees the live run.
    """
    report, ega = _report_or_404(code), is_ega(request.user)
    survey_round = round_of_report(code, for_ega=ega)
    source = None if survey_round is None or ega else standing_release(survey_round)
    found = _compared(report, survey_round, source) if survey_round else ()
    context: dict[str, Any] = {"report": report, "survey_round": survey_round, "now": timezone.now()}
    if survey_round and found:
        sight = Sight(report.code if ega else "", exact=ega or survey_round.is_synthetic)
        context |= _figures(found, survey_round, sight, request.GET.get("only", ""))
        run = used_run(survey_round, source)
        context |= {"release": source, "run": run, "ega": ega, "fewest": FEWEST}
        context["printed"] = [(_("Scoring run"), _("No. %(number)s") % {"number": run.pk})] if run else []
    tables = FIGURES if found else {}
    return page_or_table(request, "reports/published.html", context, tables)


def _figures(found: Sequence[Comparison], survey_round: Round, sight: Sight, only: str) -> dict[str, Any]:
    """Whether a figure is met says as much as the figure itself, so what is hidden is counted apart."""
    seen = [each for each in found if sight.sees(each)]
    not_met = [each for each in seen if not each.met]
    shown = not_met if only == NOT_MET else found
    return {
        "levels": levels_of(shown, questionnaire_of(survey_round), sight),
        "exact": sight.exact,
        "met": len(seen) - len(not_met),
        "found": seen,
        "hidden": len(found) - len(seen),
        "choices": [("", _("All figures"), len(found)), (NOT_MET, _("Not met only"), len(not_met))],
        "chosen": NOT_MET if only == NOT_MET else "",
    }


@require_safe
def behind(request: PersonRequest, code: str, figure_code: str) -> HttpResponse:
    """The agencies behind one figure, for EGA's staff; `?q=` searches their names and codes."""
    report, follower = _report_or_404(code), ega_or_404(request, code)
    figure = report.figure(figure_code)
    if figure is None or figure.measure is Measure.WEIGHT:
        raise Http404
    found = _compared(replace(report, figures=(figure,)), follower.survey_round)
    if not found:
        raise Http404
    adds = agencies_behind(figure, survey_round=follower.survey_round, agencies=follower.agencies)
    way = ((_("Published figures"), reverse("reports:published", args=[code])), (_("Agencies"), ""))
    context = frame(follower, *way) | {
        "line": line_of(found[0], questionnaire_of(follower.survey_round), Sight(code)),
        "level": label_of(figure.level),
        "listed": agencies_page(request.GET, adds, amount_of(figure), follower),
        "now": timezone.now(),
    }
    return page_or_table(request, "reports/published_behind.html", context, FIGURE)


def _report_or_404(code: str) -> Published:
    if code not in published_codes():
        raise Http404
    return published_of(code)


def _compared(report: Published, survey_round: Round, source: Source = None) -> tuple[Comparison, ...]:
    """Of all agencies; nothing when nobody has responded, or the questionnaire cannot give the figures."""
    if not survey_round.submissions.responded().exists():
        return ()
    try:
        return compare(
            report,
            survey_round=survey_round,
            agencies=Agency.objects.all(),
            source=source,
            now=timezone.now(),
        )
    except PublishedError:
        return ()
