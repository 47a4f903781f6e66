"""Whom to call at the agencies that a list shows."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from reports.queries.contacts import contacts_of
from reports.views.access import follower_or_404
from reports.views.frame import address, frame
from reports.views.lists import listed_for
from reports.views.tables.agencies import CONTACTS
from reports.views.tables.answering import page_or_table


@require_safe
def contacts(request: PersonRequest, round_code: str) -> HttpResponse:
    """The same agencies as on the same page of the list, each with its people and their telephones."""
    follower = follower_or_404(request, round_code)
    listed = listed_for(request, follower, timezone.now())
    people = contacts_of(row.submission.agency for row in listed.page.rows)
    way = ((_("Agencies"), address("agencies", follower)), (_("Contacts"), ""))
    context = listed.context() | {
        "rows": [(row, people.get(row.submission.agency_id, [])) for row in listed.page.rows]
    }
    return page_or_table(request, "reports/contacts.html", frame(follower, *way) | context, CONTACTS)
