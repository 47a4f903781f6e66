"""What became of the invitations, and sending them again. For EGA's managers."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.inviting.queueing import send_off
from agencies.models import InvitationBatch, InvitationQuerySet
from agencies.people.filters import Asked, asked_of
from agencies.people.forms import ASKED_WORDS
from agencies.people.invitations import (
    AGAIN,
    SENT_OUT,
    in_state,
    invitations_of,
    progress_of,
    to_send_again,
)
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403, managing_frame
from agencies.views.people import invited_words, people_crumb
from portal.paging import page_number
from portal.requests import origin_of

PER_PAGE = 50
LATEST = 12
MARKS = {Asked.SENT: "done", Asked.ACCEPTED: "signed", Asked.UNKNOWN: "mending"}
"""The mark of a state, where it is not called like the state."""


@require_safe
def invitations(request: PersonRequest) -> HttpResponse:
    """Those of one batch or all of them, one state or all, page by page."""
    return render(request, "agencies/invitations.html", invitations_page(request))


def invitations_page(request: PersonRequest) -> dict[str, Any]:
    """What the page shows, to managers only."""
    manager_or_403(request)
    batch, state, now = _batch(request), _state(request), timezone.now()
    page = Paginator(_rows(batch, state, now), PER_PAGE).get_page(page_number(request.GET))
    context = _figures(batch, state, now) | {
        "now": now,
        "page": page,
        "rows": [(each, *_shown(asked_of(each, now))) for each in page],
        "again": to_send_again(in_state(invitations_of(batch), state, now), now).count(),
        "again_states": AGAIN,
        "batches": InvitationBatch.objects.filter(total__gt=0).select_related("created_by")[:LATEST],
    }
    return managing_frame(request.user, people_crumb(), (_("Invitations"), "")) | context


@require_safe
def figures(request: PersonRequest) -> HttpResponse:
    """The figures alone, which the page asks for while mails are sent; at the end the page is read anew."""
    manager_or_403(request)
    context = _figures(_batch(request), _state(request), timezone.now())
    response = render(request, "agencies/invitation_figures.html", context)
    if not context["progress"].running:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def again(request: PersonRequest) -> HttpResponse:
    """Once more: one invitation, or all of the page that did not arrive, ran out or are in doubt."""
    manager = manager_or_403(request)
    now = timezone.now()
    chosen = to_send_again(in_state(invitations_of(_batch(request)), _state(request), now), now)
    if one := request.POST.get("invitation", ""):
        chosen = chosen.filter(pk=int(one)) if one.isdecimal() else chosen.none()
    users = [each.user for each in chosen.select_related("user")]
    if not users:
        messages.info(request, _("Nothing to send: these invitations are on their way or used by now."))
        return redirect(f"{reverse('agencies:invitations')}?{request.GET.urlencode()}")
    batch = send_off(
        users=users,
        source=InvitationBatch.Source.AGAIN,
        origin=origin_of(request),
        by=manager,
        now=now,
    )
    messages.success(request, invited_words(batch))
    return redirect(f"{reverse('agencies:invitations')}?batch={batch.pk}")


def _batch(request: PersonRequest) -> InvitationBatch | None:
    """That of `?batch=`; None for all. A number that is none is a 404."""
    asked = request.GET.get("batch", "")
    return get_object_or_404(InvitationBatch, pk=int(asked) if asked.isdecimal() else 0) if asked else None


def _state(request: PersonRequest) -> str:
    """That of `?state=`; what cannot be chosen counts as not chosen."""
    asked = request.GET.get("state", "")
    return asked if asked in SENT_OUT else ""


def _rows(batch: InvitationBatch | None, state: str, now: dt.datetime) -> InvitationQuerySet:
    chosen = in_state(invitations_of(batch), state, now).select_related("user")
    return chosen.order_by("user__email")


def _figures(batch: InvitationBatch | None, state: str, now: dt.datetime) -> dict[str, Any]:
    progress = progress_of(batch, now=now)
    return {
        "batch": batch,
        "state": state,
        "progress": progress,
        "figures": [(each.value, ASKED_WORDS[each], progress.counts[each]) for each in SENT_OUT],
    }


def _shown(asked: Asked) -> tuple[str, Any, bool]:
    """The mark, the word, and whether it can be sent again."""
    return MARKS.get(asked, asked.value), ASKED_WORDS[asked], asked in AGAIN
