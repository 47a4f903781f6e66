"""Asking for a workbook of a round."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from reports.export_forms import ExportForm
from reports.filter_words import in_words
from reports.forms import FilterForm
from reports.journal.filters import JournalFilters, Source
from reports.models import WorkbookExport
from reports.services.requesting import request_export
from reports.views.access import Follower, ega_or_404
from reports.views.export_lists import listed
from reports.views.frame import address, frame

Kind = WorkbookExport.Kind
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: PersonRequest, round_code: str) -> HttpResponse:
    """The list of workbooks, and the form that asks for another: `?make=` a kind, with the other filters."""
    follower = ega_or_404(request, round_code)
    if request.method != "POST":
        form = ExportForm(follower.survey_round, initial=_proposed(request.GET))
        return _page(request, follower, form, FilterForm(request.GET, follower.agencies))
    form = ExportForm(follower.survey_round, request.POST)
    chosen = FilterForm(request.POST, follower.agencies)
    if not (form.is_valid() and chosen.is_valid()):
        return _page(request, follower, form, chosen, status=422)
    _request(follower, form, chosen)
    return redirect(address("exports", follower))


def _request(follower: Follower, form: ExportForm, chosen: FilterForm) -> None:
    request_export(
        survey_round=follower.survey_round,
        user=follower.user,
        language=form.cleaned_data["language"],
        now=timezone.now(),
        kind=form.cleaned_data["kind"],
        filters=_filters(form.cleaned_data["kind"], chosen, follower),
        run=form.chosen_run(),
    )


def _proposed(query: Mapping[str, str]) -> dict[str, Any]:
    make = query.get("make", "")
    return {"language": get_language(), "kind": make if make in Kind.values else Kind.RESPONSE.value}


def _filters(kind: str, chosen: FilterForm, follower: Follower) -> dict[str, str]:
    """Of a journal, the decisions about the round; else those of the agencies."""
    if kind == Kind.JOURNAL:
        return JournalFilters(source=Source.DECISION, round=follower.survey_round.code).as_query()
    return chosen.filters().as_query()


def _page(
    request: PersonRequest, follower: Follower, form: ExportForm, chosen: FilterForm, status: int = 200
) -> HttpResponse:
    filters = chosen.filters().as_query()
    context = frame(follower, (_("Workbooks"), "")) | {
        "form": form,
        "filter_errors": chosen.errors,
        "filters": filters,
        "filters_in_words": in_words(chosen, filters),
    }
    list_query = request.GET if request.method != "POST" else QueryDict()
    context |= listed(request, list_query, follower.survey_round)
    return render(request, "reports/exports.html", context, status=status)
