"""Handing out what is kept of a person, and forgetting the person."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.accounts import AccountRefused
from agencies.models import User
from agencies.people.forms import ErasureForm, ReferenceForm
from agencies.privacy.erasing import concerned, erase, hindrances
from agencies.privacy.exporting import hand_out
from agencies.services import LastManager
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from agencies.views.person import known_people, person_frame
from agencies.views.refusals import REFUSALS, refusal


@require_POST
def own_data(request: PersonRequest) -> HttpResponse:
    """What is kept of the person who asks, as an archive."""
    now = timezone.now()
    return _archive(hand_out(user=request.user, by=request.user, reference="", now=now), request.user, now)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_out_of(request: PersonRequest, pk: int) -> HttpResponse:
    """The same of anybody, for a request that reached EGA."""
    manager = manager_or_403(request)
    user = get_object_or_404(User, pk=pk)
    form = ReferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        reference = form.cleaned_data["reason"]
        return _archive(hand_out(user=user, by=manager, reference=reference, now=now), user, now)
    context = person_frame(manager, user, _("Hand out personal data")) | {"form": form}
    return render(request, "agencies/person_data.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def erase_person(request: PersonRequest, pk: int) -> HttpResponse:
    """What goes and what stays, and then it goes."""
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _erase(request, manager, user, form):
        return redirect("agencies:person", pk)
    context = person_frame(manager, user, _("Erase personal data")) | {
        "form": form,
        "fates": concerned(user),
        "is_self": user.pk == manager.pk,
        "hindrances": [REFUSALS[code] for code in hindrances(user)],
    }
    return render(request, "agencies/person_erase.html", context, status=422 if form.is_bound else 200)


def _erase(request: PersonRequest, manager: User, user: User, form: ErasureForm) -> bool:
    """Whether it was done; why not stands in the form."""
    try:
        erase(user=user, by=manager, reference=form.cleaned_data["reason"], now=timezone.now())
    except (AccountRefused, LastManager) as error:
        form.add_error(None, refusal(error))
        return False
    messages.success(request, _("The personal data is erased."))
    return True


def _archive(packed: bytes, user: User, now: dt.datetime) -> HttpResponse:
    name = f"personal-data-{user.pk}-{timezone.localtime(now):%Y%m%d}.zip"
    return HttpResponse(
        packed,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
