"""New agencies, a new kind of office in every province, and several agencies that become one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agencies.models import User
from agencies.roster.editing import add_agency, add_kind, merge
from agencies.roster.errors import RosterMoved, RosterRefused
from agencies.roster.standing import version_number
from agencies.roster.writing import Cause
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from reports.roster_forms.adding import AddForm, AddKindForm, MergeForm
from reports.views.roster.changing import seen_version
from reports.views.roster.frame import address_of, roster_frame
from reports.views.roster.refusals import refused_text


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """One more agency. Managers of EGA only."""
    user = manager_or_403(request)
    form = AddForm(request.POST or None)
    if request.method != "POST":
        return _page(request, user, form, _("Add an agency"))
    if not form.is_valid():
        return _page(request, user, form, _("Add an agency"), status=422)
    try:
        add_agency(row=form.row(), cause=_cause(user, form))
    except RosterRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, user, form, _("Add an agency"), status=422)
    messages.success(
        request, _("The agency is in the roster. Bring rounds in preparation up to date with it.")
    )
    return redirect(address_of(form.cleaned_data["code"]))


@require_http_methods(["GET", "HEAD", "POST"])
def add_office_kind(request: PersonRequest) -> HttpResponse:
    """One more kind of office, in every province. Managers of EGA only."""
    user = manager_or_403(request)
    form = AddKindForm(request.POST or None)
    if request.method != "POST":
        return _page(request, user, form, _("Add a kind of office"))
    if not form.is_valid():
        return _page(request, user, form, _("Add a kind of office"), status=422)
    try:
        version = add_kind(row=form.row(), cause=_cause(user, form))
    except RosterRefused as refused:
        form.add_error(None, refused_text(refused))
        return _page(request, user, form, _("Add a kind of office"), status=422)
    text = ngettext("%(n)d office is in the roster.", "%(n)d offices are in the roster.", version.added)
    messages.success(request, text % {"n": version.added})
    return redirect(reverse("reports:roster_version", args=[version.number]))


@require_http_methods(["GET", "HEAD", "POST"])
def merging(request: PersonRequest) -> HttpResponse:
    """Several agencies become one, after a look at who they are. Managers of EGA only."""
    user = manager_or_403(request)
    if request.method != "POST":
        form = MergeForm(initial={"codes": request.GET.get("codes", "")})
        return _merge_page(request, user, form)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _merge_page(request, user, form, status=422)
    if "confirmed" not in request.POST:
        return _merge_page(request, user, form, asked=True)
    return _merge(request, user, form)


def _merge(request: PersonRequest, user: User, form: MergeForm) -> HttpResponse:
    cleaned = form.cleaned_data
    try:
        merge(
            codes=cleaned["codes"],
            into=form.into(),
            on=cleaned["on"],
            seen=seen_version(request),
            cause=_cause(user, form),
        )
    except RosterRefused as refused:
        form.add_error(None, refused_text(refused))
        return _merge_page(request, user, form, status=422)
    except RosterMoved as moved:
        return _merge_page(request, user, form, status=409, moved=moved.versions)
    messages.success(request, _("The agencies are merged. What they were before stays in their history."))
    return redirect(address_of(cleaned["target"]))


def _merge_page(
    request: PersonRequest, user: User, form: MergeForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": _("Merge agencies"), "seen": version_number()} | more
    frame = roster_frame(user, (_("Merge agencies"), ""))
    return render(request, "reports/roster/merge.html", frame | context, status=status)


def _page(
    request: PersonRequest, user: User, form: forms.Form, title: str, status: int = 200
) -> HttpResponse:
    frame = roster_frame(user, (title, ""))
    return render(request, "reports/roster/add.html", frame | {"form": form, "title": title}, status=status)


def _cause(user: User, form: forms.Form) -> Cause:
    return Cause(reason=form.cleaned_data["reason"], user=user, now=timezone.now())
