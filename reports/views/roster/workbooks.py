"""The roster as a workbook, as it stands or as it was."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from agencies.models import RosterVersion
from agencies.roster.rows import Rows
from agencies.roster.standing import rows_of_version, standing_rows, version_number
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404
from reports.views.exports import XLSX
from reports.workbooks.roster import roster_workbook


@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The roster as it stands, to be changed in Excel and imported again. EGA's staff only."""
    ega_person_or_404(request)
    return _file(standing_rows(), version_number())


@require_safe
def export_version(request: PersonRequest, number: int) -> HttpResponse:
    """The roster as it was at that version. EGA's staff only."""
    ega_person_or_404(request)
    if not RosterVersion.objects.filter(number=number).exists():
        raise Http404
    return _file(rows_of_version(number), number)


def _file(rows: Rows, number: int) -> HttpResponse:
    name = f"roster-version-{number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(roster_workbook(rows), content_type=XLSX, headers=headers)
