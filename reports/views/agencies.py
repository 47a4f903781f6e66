"""The agencies asked, and where each stands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.forms import FilterForm
from reports.queries.listing import SORT_KEYS, page_of_agencies
from reports.views.access import follower_or_404
from reports.views.choices import chosen_sort
from reports.views.frame import frame
from surveys.views.access import PersonRequest

ALWAYS = ("q", "responded", "state", "audience")
MORE = ("timing", "type", "ministry", "region", "province", "office_kind")
"""Filters that are folded away until one of them is used."""


@require_safe
def agencies(request: PersonRequest, round_code: str) -> HttpResponse:
    """One page of the list; filters, order and page number stand in the address."""
    follower = follower_or_404(request, round_code)
    now = timezone.now()
    form = FilterForm(request.GET, follower.agencies)
    filters = form.filters()
    sort = chosen_sort(request.GET, SORT_KEYS, "code")
    listed = page_of_agencies(
        survey_round=follower.survey_round,
        agencies=follower.agencies,
        filters=filters,
        sort=sort,
        number=request.GET.get("page", "1"),
        now=now,
    )
    context = {
        "form": form,
        "always": [form[name] for name in ALWAYS],
        "more": [form[name] for name in MORE],
        "more_is_open": any(name in filters.as_query() for name in MORE) or bool(form.errors),
        "filters": filters.as_query(),
        "listed": listed,
        "sort": sort,
        "now": now,
    }
    return render(request, "reports/agencies.html", frame(follower, (_("Agencies"), "")) | context)
