"""Everything that was wrong with the workbook that the reader tried to load last. For managers."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from surveys.forms.questionnaires import UploadForm
from surveys.models import RefusedWorkbook
from surveys.questionnaire.writing import Table, xlsx_bytes
from surveys.views.questionnaires.access import as_download, frame
from surveys.views.questionnaires.problem_lines import (
    ProblemLine,
    language_part,
    sheet_counts,
    table_headings,
)

PER_PAGE = 50


@require_safe
def problems(request: PersonRequest) -> HttpResponse:
    """The mistakes in pages, all or those of one sheet."""
    refused = _refused_or_404(request)
    lines = _lines(refused)
    sheet = request.GET.get("sheet", "")
    chosen = [line for line in lines if line.sheet == sheet] or lines
    context = frame(request.user, None, (_("Mistakes in the workbook"), "")) | {
        "refused": refused,
        "page": Paginator(chosen, PER_PAGE).get_page(request.GET.get("page")),
        "sheets": sheet_counts(lines),
        "chosen": sheet if len(chosen) < len(lines) else "",
        "untold": refused.total - len(lines),
        "form": UploadForm(),
    }
    return render(request, "surveys/questionnaires/problems.html", context)


@require_safe
def download(request: PersonRequest) -> HttpResponse:
    """The same as a workbook, to work through."""
    lines = _lines(_refused_or_404(request))
    rows = [(line.sheet, line.row or "", line.column, line.text, line.remedy) for line in lines]
    table = Table(_("Mistakes"), table_headings(), rows)
    return as_download(xlsx_bytes([table]), f"workbook-mistakes-{language_part()}.xlsx")


def _refused_or_404(request: PersonRequest) -> RefusedWorkbook:
    manager_or_403(request)
    refused = RefusedWorkbook.objects.filter(user=request.user).first()
    if refused is None:
        raise Http404
    return refused


def _lines(refused: RefusedWorkbook) -> list[ProblemLine]:
    return [ProblemLine.of(problem) for problem in refused.problems]
