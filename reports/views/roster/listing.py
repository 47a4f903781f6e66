"""The roster, and one agency of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.roster.rows import Rows
from agencies.roster.standing import standing_rows, version_number
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404
from portal.paging import chosen_sort
from reports.queries.roster import SORT_KEYS, RosterFile, page_of_roster, roster_file
from reports.roster_forms.filters import RosterFilterForm
from reports.views.roster.changing import changes_offered
from reports.views.roster.frame import roster_frame
from reports.views.roster.words import change_line, kept_change
from reports.views.tables.answering import page_or_table
from reports.views.tables.roster import ROSTER

ALWAYS = ("q", "audience", "active")
MORE = ("type", "ministry", "region", "province")


@require_safe
def roster(request: PersonRequest) -> HttpResponse:
    """One page of all agencies; filters, order and page number stand in the address. EGA's staff only."""
    user = ega_person_or_404(request)
    form = RosterFilterForm(request.GET)
    filters = form.filters()
    sort = chosen_sort(request.GET, SORT_KEYS, "code")
    context = roster_frame(user) | {
        "form": form,
        "always": [form[name] for name in ALWAYS],
        "more": [form[name] for name in MORE],
        "more_is_open": any(name in filters.as_query() for name in MORE) or bool(form.errors),
        "filters": filters.as_query(),
        "sort": sort,
        "listed": page_of_roster(filters, sort=sort, number=request.GET.get("page", "1")),
        "number": version_number(),
    }
    return page_or_table(request, "reports/roster/list.html", context, ROSTER)


@require_safe
def agency(request: PersonRequest, agency_code: str) -> HttpResponse:
    """History, lineage, people and rounds of one agency. EGA's staff only."""
    user = ega_person_or_404(request)
    try:
        file = roster_file(agency_code)
    except Agency.DoesNotExist as missing:
        raise Http404 from missing
    context = roster_frame(user, (file.agency.name, "")) | {
        "file": file,
        "agency": file.agency,
        "history": _history(file, standing_rows()),
        "changes": changes_offered(file.agency),
    }
    return render(request, "reports/roster/agency.html", context)


def _history(file: RosterFile, rows: Rows) -> list[tuple[object, object]]:
    """Each version that changed the agency, with what it changed."""
    return [
        (each.version, change_line(kept_change(each.table, each.before, each.after), rows))
        for each in file.history
    ]
