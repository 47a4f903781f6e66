"""The agencies asked, and where each stands."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from reports.views.access import follower_or_404
from reports.views.frame import frame
from reports.views.lists import listed_for
from reports.views.tables.agencies import AGENCIES
from reports.views.tables.answering import page_or_table


@require_safe
def agencies(request: PersonRequest, round_code: str) -> HttpResponse:
    """One page of the list; filters, order and page number stand in the address."""
    follower = follower_or_404(request, round_code)
    listed = listed_for(request, follower, timezone.now())
    context = frame(follower, (_("Agencies"), "")) | listed.context()
    context["may_decide"] = is_manager(request.user)
    return page_or_table(request, "reports/agencies.html", context, AGENCIES)
