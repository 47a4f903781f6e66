"""Who changed what, when and from where."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404, managing_frame
from portal.paging import page_number
from reports.journal.form import JournalForm
from reports.journal.lines import lines_of
from reports.journal.rows import rows
from reports.views.tables.answering import page_or_table
from reports.views.tables.journal import JOURNAL

PER_PAGE = 50


@require_safe
def journal(request: PersonRequest) -> HttpResponse:
    """One page of what fits the filters, latest first. Addresses of people are for managers only."""
    user = ega_person_or_404(request)
    shows_addresses = is_manager(user)
    form = JournalForm(request.GET, shows_addresses=shows_addresses)
    page = Paginator(rows(form.filters()), PER_PAGE).get_page(page_number(request.GET))
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list),
        "shows_addresses": shows_addresses,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    context |= managing_frame(user, (_("Journal"), ""))
    return page_or_table(request, "reports/journal.html", context, JOURNAL)
