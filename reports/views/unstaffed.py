"""The agencies of a round that lack an officer or approver, and the list in which they are filled in."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.invitation_lists.template import template
from agencies.models import Agency, Role
from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from portal.languages import active_language
from portal.paging import page_number
from reports.queries.unstaffed import rows_to_fill_in, unstaffed_agencies
from reports.views.access import ega_or_404
from reports.views.exports import XLSX
from reports.views.frame import address, frame
from reports.views.searching import fits, searched

PER_PAGE = 100


@require_safe
def unstaffed(request: PersonRequest, round_code: str) -> HttpResponse:
    """One page of them."""
    follower = ega_or_404(request, round_code)
    search = searched(request)
    found = [each for each in unstaffed_agencies(follower.survey_round) if _fits(search["q"], each.agency)]
    page = Paginator(found, PER_PAGE).get_page(page_number(request.GET))
    way = ((_("Agencies"), address("agencies", follower)), (_("Without officer or approver"), ""))
    context = frame(follower, *way) | search | {"page": page, "may_invite": is_manager(request.user)}
    return render(request, "reports/unstaffed.html", context)


@require_safe
def unstaffed_list(request: PersonRequest, round_code: str) -> HttpResponse:
    """A workbook with a row for each missing person: fill it in, and invite by it."""
    follower = ega_or_404(request, round_code)
    words = {role: str(role.label) for role in Role}
    rows = rows_to_fill_in(unstaffed_agencies(follower.survey_round), words)
    data = template(title=_("People to invite"), language=active_language(), rows=rows)
    name = f"people-to-invite-{round_code}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _fits(q: str, agency: Agency) -> bool:
    return fits(q, (agency.code, agency.name_th, agency.name_en))
