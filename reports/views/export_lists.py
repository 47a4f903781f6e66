"""The workbooks that were made: of a round, and of the whole portal."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404, managing_frame
from portal.paging import page_number
from reports.export_forms import ExportListForm
from reports.queries.exports import exports_of, only, page_of_exports
from reports.views.access import ega_or_404
from surveys.models import Round


@require_safe
def export_list(request: PersonRequest, round_code: str) -> HttpResponse:
    """The list of a round alone, which the page asks for again while a workbook is being built."""
    survey_round = ega_or_404(request, round_code).survey_round
    return render(request, "reports/export_list.html", listed(request, request.GET, survey_round))


@require_safe
def all_exports(request: PersonRequest) -> HttpResponse:
    """Those of every round, and journals of the whole portal."""
    ega_person_or_404(request)
    context = managing_frame(request.user, (_("Workbooks"), "")) | listed(request, request.GET, None)
    return render(request, "reports/all_exports.html", context)


@require_safe
def all_export_list(request: PersonRequest) -> HttpResponse:
    """The same list alone."""
    ega_person_or_404(request)
    return render(request, "reports/export_list.html", listed(request, request.GET, None))


def listed(request: PersonRequest, query: Mapping[str, str], survey_round: Round | None) -> dict[str, Any]:
    """One page of `?kind=` and `?whose=`."""
    form = ExportListForm(query)
    kind, mine = form.chosen()
    chosen = only(exports_of(survey_round), kind=kind, asked_by=request.user if mine else None)
    listing = page_of_exports(chosen, page_number(query))
    return {
        "list_form": form,
        "list_is_filtered": bool(kind or mine),
        "list_address": _address(survey_round),
        "exports": listing.rows,
        "exports_page": listing.page,
        "unfinished": listing.unfinished,
        "of_round": survey_round,
        "me": request.user,
        "may_decide": is_manager(request.user),
        "days": settings.EXPORT_DAYS,
    }


def _address(survey_round: Round | None) -> str:
    if survey_round is None:
        return reverse("reports:all_export_list")
    return reverse("reports:export_list", args=[survey_round.code])
