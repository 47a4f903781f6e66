"""Inviting many people by a list from Excel: upload, look it over, use it. For EGA's managers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.invitation_lists.keeping import ListChanged, keep_list, use_list
from agencies.invitation_lists.preview import preview_of
from agencies.invitation_lists.template import template
from agencies.models import InvitationList
from agencies.people.forms import ListForm
from agencies.views.access import PersonRequest
from agencies.views.list_words import columns_for_page, problem_lines
from agencies.views.managing import manager_or_403, managing_frame
from agencies.views.people import invited_words, people_crumb
from portal.languages import active_language
from portal.requests import origin_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest) -> HttpResponse:
    """The form, and what the list has to look like."""
    manager = manager_or_403(request)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = keep_list(data=file.read(), file_name=file.name, by=manager, now=timezone.now())
        return redirect("agencies:invitation_list", kept.pk)
    context = {"form": form, "columns": columns_for_page(), "lists": InvitationList.objects.all()}
    return render(
        request,
        "agencies/list_upload.html",
        managing_frame(request.user, people_crumb(), (_("Invite by a list"), "")) | context,
        status=422 if request.method == "POST" else 200,
    )


@require_safe
def list_template(request: PersonRequest) -> HttpResponse:
    """An empty list with its headings."""
    manager_or_403(request)
    data = template(title=_("People to invite"), language=active_language())
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="people-to-invite.xlsx"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def look_over(request: PersonRequest, pk: int) -> HttpResponse:
    """What the list says and what is wrong with it; then the accounts are made and the people invited."""
    manager = manager_or_403(request)
    kept = get_object_or_404(InvitationList, pk=pk)
    if request.method != "POST" or not kept.rows:
        return _page(request, kept)
    try:
        batch = use_list(kept=kept, origin=origin_of(request), by=manager, now=timezone.now())
    except ListChanged:
        kept.delete()
        messages.error(
            request,
            _("An agency or an account of the list was switched off meanwhile. Upload the list once more."),
        )
        return redirect("agencies:invitation_upload")
    messages.success(request, invited_words(batch))
    return redirect(f"{reverse('agencies:invitations')}?batch={batch.pk}")


@require_POST
def discard(request: PersonRequest, pk: int) -> HttpResponse:
    manager_or_403(request)
    get_object_or_404(InvitationList, pk=pk).delete()
    messages.success(request, _("The list is thrown away. Nobody was invited."))
    return redirect("agencies:invitation_upload")


def _page(request: PersonRequest, kept: InvitationList) -> HttpResponse:
    context: dict[str, Any] = {
        "kept": kept,
        "preview": preview_of(kept),
        "problems": problem_lines(kept.problems),
    }
    uploading = (_("Invite by a list"), reverse("agencies:invitation_upload"))
    way = (people_crumb(), uploading, (kept.file_name, ""))
    return render(request, "agencies/list_preview.html", managing_frame(request.user, *way) | context)
