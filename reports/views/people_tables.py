"""The lists of people and of invitations as Excel: pages of an app that knows no workbooks."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from agencies.views.invitations import invitations_page
from agencies.views.people import people_page
from reports.views.tables.answering import page_or_table
from reports.views.tables.people import INVITATIONS, PEOPLE


@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """The list of people with the filters and the order of the address. EGA's managers only."""
    context, path = people_page(request), reverse("agencies:people")
    return page_or_table(request, "agencies/people.html", context, PEOPLE, path=path)


@require_safe
def invitations(request: PersonRequest) -> HttpResponse:
    """The invitations of the batch and the state of the address. EGA's managers only."""
    context, path = invitations_page(request), reverse("agencies:invitations")
    return page_or_table(request, "agencies/invitations.html", context, INVITATIONS, path=path)
