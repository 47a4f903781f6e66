"""All versions of the questionnaire, and loading another. For EGA's staff; loading for managers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from agencies.views.managing import ega_person_or_404, manager_or_403
from surveys.forms.questionnaires import UploadForm
from surveys.models import QuestionnaireVersion, RefusedWorkbook
from surveys.queries.versions import versions
from surveys.services.questionnaires import receive_workbook
from surveys.views.questionnaires.access import address, frame

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaires(request: PersonRequest) -> HttpResponse:
    """The list; a POST loads a workbook."""
    if request.method != "POST":
        ega_person_or_404(request)
        return _page(request, UploadForm())
    manager_or_403(request)
    form = UploadForm(request.POST, request.FILES)
    return _load(request, form) if form.is_valid() else _page(request, form, status=422)


def _load(request: PersonRequest, form: UploadForm) -> HttpResponse:
    received = receive_workbook(upload=form.cleaned_data["workbook"], user=request.user, now=timezone.now())
    if isinstance(received, RefusedWorkbook):
        return redirect("surveys:questionnaire_problems")
    version, is_new = received
    _tell(request, version, is_new=is_new)
    return redirect(address("questionnaire", version))


def _tell(request: PersonRequest, version: QuestionnaireVersion, *, is_new: bool) -> None:
    if is_new:
        messages.success(request, _("The workbook is loaded as version %(number)s.") % {"number": version.pk})
    else:
        text = _(
            "This workbook says the same as version %(number)s, which was loaded before. "
            "Nothing new was loaded."
        )
        messages.info(request, text % {"number": version.pk})


def _page(request: PersonRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    page = Paginator(versions(), PER_PAGE).get_page(request.GET.get("page"))
    context = frame(request.user) | {
        "page": page,
        "form": form,
        "may_load": is_manager(request.user),
        "refused": RefusedWorkbook.objects.filter(user=request.user).first(),
    }
    return render(request, "surveys/questionnaires/list.html", context, status=status)
