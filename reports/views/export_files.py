"""One workbook: take it, cancel it, have it made again. And a journal as a workbook."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404
from reports.journal.form import JournalForm
from reports.models import WorkbookExport
from reports.queries.exports import exports_of
from reports.services.cancelling import NothingToCancel, cancel_export
from reports.services.downloading import Gone, open_download
from reports.services.requesting import make_again, request_export
from reports.views.exports import XLSX


@require_safe
def download(request: PersonRequest, export_id: int) -> HttpResponseBase:
    """The file, to be saved and never to be shown."""
    export = export_or_404(request, export_id)
    if export.kind == WorkbookExport.Kind.JOURNAL and not _is_in_charge(request, export):
        raise Http404
    try:
        file = open_download(export=export, user=request.user, now=timezone.now())
    except Gone as gone:
        raise Http404 from gone
    return FileResponse(file, as_attachment=True, filename=_file_name(export), content_type=XLSX)


@require_POST
def cancel(request: PersonRequest, export_id: int) -> HttpResponse:
    """By who asked for it, or by a manager."""
    export = export_or_404(request, export_id)
    if not _is_in_charge(request, export):
        raise PermissionDenied
    try:
        cancel_export(export=export, user=request.user, now=timezone.now())
    except NothingToCancel:
        messages.info(request, _("There was nothing left to cancel: see below how it ended."))
    return _back(export)


@require_POST
def again(request: PersonRequest, export_id: int) -> HttpResponse:
    """The same kind with the same filters, of now."""
    export = export_or_404(request, export_id)
    return _back(make_again(export=export, user=request.user, now=timezone.now()))


@require_POST
def journal_workbook(request: PersonRequest) -> HttpResponse:
    """The journal as it is filtered on its page, as a workbook."""
    user = ega_person_or_404(request)
    form = JournalForm(request.POST, shows_addresses=is_manager(user))
    if not form.is_valid():
        messages.error(request, _("The filters do not fit any more: filter the journal again."))
        return redirect("reports:journal")
    request_export(
        survey_round=None,
        user=user,
        language=get_language() or "th",
        now=timezone.now(),
        kind=WorkbookExport.Kind.JOURNAL,
        filters=form.filters().as_query(),
    )
    return redirect("reports:all_exports")


def export_or_404(request: PersonRequest, export_id: int) -> WorkbookExport:
    """Any workbook, for EGA's staff."""
    ega_person_or_404(request)
    export = exports_of(None).filter(pk=export_id).first()
    if export is None:
        raise Http404
    return export


def _is_in_charge(request: PersonRequest, export: WorkbookExport) -> bool:
    """A journal of a manager has addresses, which analysts may not see."""
    return export.requested_by_id == request.user.pk or is_manager(request.user)


def _back(export: WorkbookExport) -> HttpResponse:
    """To the list that has it."""
    return redirect("reports:exports", export.round.code) if export.round else redirect("reports:all_exports")


def _file_name(export: WorkbookExport) -> str:
    """What it is, of which round, of which day: in the language of the workbook."""
    with override(export.language):
        parts = [export.get_kind_display().replace(" ", "-"), export.round.code if export.round else ""]
    day = timezone.localtime(export.finished_at).date().isoformat() if export.finished_at else ""
    synthetic = "synthetic" if export.round and export.round.is_synthetic else ""
    return "-".join(filter(None, [*parts, day, synthetic])) + ".xlsx"
