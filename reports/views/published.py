"""The figures that a report has printed, beside those that the portal computes."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import is_ega
from agencies.views.access import PersonRequest
from reports.published.comparing import Comparison, compare
from reports.published.figures import Measure, Published
from reports.published.reading import PublishedError, published_codes, published_of
from reports.queries.rounds import round_of_report
from reports.views.access import ega_or_404
from reports.views.frame import frame
from reports.views.published_agencies import agencies_page
from reports.views.published_lines import levels_of, line_of
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of

NOT_MET = "not-met"


@login_not_required
@never_cache
@require_safe
def published(request: HttpRequest, code: str) -> HttpResponse:
    """For everybody once the round is closed: sums and counts only. `?only=not-met` hides what is met."""
    report, ega = _report_or_404(code), is_ega(request.user)
    survey_round = round_of_report(code, also_running=ega)
    found = _compared(report, survey_round) if survey_round else ()
    context: dict[str, Any] = {"report": report, "survey_round": survey_round, "now": timezone.now()}
    if survey_round and found:
        only = request.GET.get("only") == NOT_MET
        shown = [each for each in found if not (only and each.met)]
        context |= {
            "levels": levels_of(shown, questionnaire_of(survey_round), report.code if ega else ""),
            "met": sum(each.met for each in found),
            "found": found,
            "choices": _choices(found),
            "chosen": NOT_MET if only else "",
        }
    return render(request, "reports/published.html", context)


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
    way = ((_("Published figures"), reverse("reports:published", args=[code])), (_("Agencies"), ""))
    context = frame(follower, *way) | {
        "line": line_of(found[0], questionnaire_of(follower.survey_round)),
        "listed": agencies_page(request.GET, figure, follower),
    }
    return render(request, "reports/published_behind.html", context)


def _report_or_404(code: str) -> Published:
    if code not in published_codes():
        raise Http404
    return published_of(code)


def _compared(report: Published, survey_round: Round) -> tuple[Comparison, ...]:
    """Of all agencies; nothing when nobody has responded, or the questionnaire cannot give the figures."""
    if not survey_round.submissions.responded().exists():
        return ()
    try:
        return compare(report, survey_round=survey_round, agencies=Agency.objects.all(), now=timezone.now())
    except PublishedError:
        return ()


def _choices(found: tuple[Comparison, ...]) -> list[tuple[str, str, int]]:
    """What to look at: value, label, number of figures."""
    not_met = sum(not each.met for each in found)
    return [("", _("All figures"), len(found)), (NOT_MET, _("Not met only"), not_met)]
