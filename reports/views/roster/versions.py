"""What changed the roster, when and why."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from agencies.models import RosterVersion
from agencies.roster.changes import RowChange, changes_between
from agencies.roster.rows import Rows
from agencies.roster.standing import rows_of_version
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404
from portal.paging import from_one
from reports.queries.roster import changes_of, lineage_of, page_of_versions
from reports.views.roster.frame import roster_frame
from reports.views.roster.words import change_lines, kept_change
from reports.views.tables.answering import page_or_table
from reports.views.tables.roster import CHANGES, VERSIONS

PER_PAGE = 100


@require_safe
def versions(request: PersonRequest) -> HttpResponse:
    """All versions, the newest first, and a choice of two to compare. EGA's staff only."""
    user = ega_person_or_404(request)
    context: dict[str, Any] = {
        "page": page_of_versions(request.GET.get("page", "1")),
        "numbers": list(RosterVersion.objects.order_by("-number").values_list("number", flat=True)),
    }
    way = (pgettext("roster", "Versions"), "")
    context |= roster_frame(user, way)
    return page_or_table(request, "reports/roster/versions.html", context, VERSIONS)


@require_safe
def version(request: PersonRequest, number: int) -> HttpResponse:
    """What one version changed, field by field. EGA's staff only."""
    user = ega_person_or_404(request)
    found = RosterVersion.objects.select_related("made_by").filter(number=number).first()
    if found is None:
        raise Http404
    changes = [kept_change(each.table, each.before, each.after) for each in changes_of(found)]
    title = pgettext("roster", "Version %(number)s") % {"number": number}
    context = {"version": found, "title": title, "lineage": lineage_of(found)}
    context |= lines_on_page(changes, rows_of_version(number), request.GET.get("page", "1"))
    way = ((pgettext("roster", "Versions"), reverse("reports:roster_versions")), (title, ""))
    context |= roster_frame(user, *way)
    return page_or_table(request, "reports/roster/version.html", context, CHANGES)


@require_safe
def compared(request: PersonRequest) -> HttpResponse:
    """What differs between two versions, `?from=` and `?to=`. EGA's staff only."""
    user = ega_person_or_404(request)
    older, newer = sorted([_number(request, "from"), _number(request, "to")])
    rows = rows_of_version(newer)
    title = _("Version %(older)s and version %(newer)s") % {"older": older, "newer": newer}
    context = {"older": older, "newer": newer, "title": title}
    context |= lines_on_page(
        changes_between(rows_of_version(older), rows), rows, request.GET.get("page", "1")
    )
    way = ((pgettext("roster", "Versions"), reverse("reports:roster_versions")), (title, ""))
    context |= roster_frame(user, *way)
    return page_or_table(request, "reports/roster/compared.html", context, CHANGES)


def lines_on_page(changes: Sequence[RowChange], rows: Rows, number: str) -> dict[str, Any]:
    """The changes of one page in words, the page, and the rows that name places."""
    page: Page[RowChange] = Paginator(changes, PER_PAGE).get_page(from_one(number))
    return {"page": page, "lines": change_lines(page.object_list, rows), "names": rows}


def _number(request: PersonRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not text.isdecimal() or not RosterVersion.objects.filter(number=int(text)).exists():
        raise Http404
    return int(text)
