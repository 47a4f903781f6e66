"""Who changed what, when and from where."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404, managing_frame
from portal.paging import page_number
from reports.journal.form import JournalForm
from reports.journal.lines import lines_of
from reports.journal.rows import rows

PER_PAGE = 50


@require_safe
def journal(request: PersonRequest) -> HttpResponse:
    """One page of what fits the filters, latest first. Addresses of people are for managers only."""
    user = ega_person_or_404(request)
    form = JournalForm(request.GET)
    page = Paginator(rows(form.filters()), PER_PAGE).get_page(page_number(request.GET))
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list),
        "shows_addresses": is_manager(user),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "reports/journal.html", managing_frame(user, (_("Journal"), "")) | context)
