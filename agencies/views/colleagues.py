"""The people of an agency, for its approvers: invite officers and readers, take out who has left."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.accounts import REMOVABLE, AccountRefused, remove_from_agency
from agencies.inviting.queueing import invite
from agencies.models import Agency, InvitationBatch, Membership
from agencies.people.colleagues import colleagues_of
from agencies.people.forms import ASKED_WORDS, ColleagueForm
from agencies.permissions import signable_agencies
from agencies.services import LastManager
from agencies.views.access import PersonRequest
from agencies.views.people import invited_words
from agencies.views.refusals import refusal
from portal.requests import origin_of


@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: PersonRequest, agency_code: str) -> HttpResponse:
    """Everybody with a role in the agency, and the form that invites one more."""
    agency = _agency_or_404(request, agency_code)
    form = ColleagueForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, agency, form)
    batch = invite(
        invitees=[form.invitee(agency)],
        source=InvitationBatch.Source.AGENCY,
        origin=origin_of(request),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, invited_words(batch))
    return redirect("agencies:colleagues", agency_code)


@require_POST
def take_out(request: PersonRequest, agency_code: str, membership_id: int) -> HttpResponse:
    """Somebody has left: the role in this agency ends, and the account with it if it has no other role."""
    agency = _agency_or_404(request, agency_code)
    membership = get_object_or_404(Membership.objects.select_related("user"), pk=membership_id, agency=agency)
    try:
        gone = remove_from_agency(membership=membership, by=request.user, now=timezone.now())
    except (AccountRefused, LastManager) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(
            request,
            _("The role has ended, and the account is switched off.")
            if gone
            else _("The role has ended. The account has other roles and stays switched on."),
        )
    return redirect("agencies:colleagues", agency_code)


def _agency_or_404(request: PersonRequest, agency_code: str) -> Agency:
    """An agency for which the reader signs; no other exists here."""
    found = signable_agencies(request.user).filter(code=agency_code).first()
    if found is None:
        raise Http404
    return found


def _page(request: PersonRequest, agency: Agency, form: ColleagueForm) -> HttpResponse:
    rows = colleagues_of(agency, now=timezone.now())
    context: dict[str, Any] = {
        "agency": agency,
        "form": form,
        "rows": [
            {
                "membership": member,
                "asked": ASKED_WORDS[asked],
                "removable": member.role in REMOVABLE and member.user_id != request.user.pk,
            }
            for member, asked in rows
        ],
        "crumbs": [(_("Home"), reverse("surveys:home")), (_("People of the agency"), "")],
    }
    return render(request, "agencies/colleagues.html", context, status=422 if form.is_bound else 200)
