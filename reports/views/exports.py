"""Workbooks: ask for one, see how far it is, download it."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import PersonRequest
from reports.forms import ExportForm
from reports.models import WorkbookExport
from reports.queries.exports import exports_of
from reports.services.requesting import request_export
from reports.views.access import Follower, ega_or_404
from reports.views.frame import address, frame

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNFINISHED = (WorkbookExport.State.QUEUED, WorkbookExport.State.RUNNING)


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: PersonRequest, round_code: str) -> HttpResponse:
    """The list of workbooks, and the form that asks for another."""
    follower = ega_or_404(request, round_code)
    if request.method != "POST":
        return _page(request, follower, ExportForm(initial={"language": get_language()}))
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, follower, form, status=422)
    request_export(
        survey_round=follower.survey_round, user=request.user, now=timezone.now(), **form.cleaned_data
    )
    return redirect(address("exports", follower))


@require_safe
def export_list(request: PersonRequest, round_code: str) -> HttpResponse:
    """The list alone, which the page asks for again while a workbook is being built."""
    follower = ega_or_404(request, round_code)
    return render(request, "reports/export_list.html", frame(follower) | _listed(follower))


@require_safe
def download(request: PersonRequest, round_code: str, export_id: int) -> HttpResponseBase:
    """The file, to be saved and never to be shown."""
    follower = ega_or_404(request, round_code)
    done = WorkbookExport.objects.filter(round=follower.survey_round, state=WorkbookExport.State.DONE)
    export = done.filter(pk=export_id).first()
    if export is None:
        raise Http404
    return FileResponse(
        export.file.open("rb"), as_attachment=True, filename=_file_name(export), content_type=XLSX
    )


def _page(request: PersonRequest, follower: Follower, form: ExportForm, status: int = 200) -> HttpResponse:
    context = frame(follower, (_("Workbooks"), "")) | _listed(follower) | {"form": form}
    return render(request, "reports/exports.html", context, status=status)


def _listed(follower: Follower) -> dict[str, Any]:
    listed = exports_of(follower.survey_round)
    return {"exports": listed, "unfinished": any(export.state in UNFINISHED for export in listed)}


def _file_name(export: WorkbookExport) -> str:
    """What it is, of which round, of which day: in the language of the workbook."""
    with override(export.language):
        parts = [export.get_kind_display().replace(" ", "-"), export.round.code if export.round else ""]
    day = timezone.localtime(export.finished_at).date().isoformat() if export.finished_at else ""
    synthetic = "synthetic" if export.round and export.round.is_synthetic else ""
    return "-".join(filter(None, [*parts, day, synthetic])) + ".xlsx"
