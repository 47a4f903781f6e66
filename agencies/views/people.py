"""Everybody who has an account, for EGA's managers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agencies.inviting.queueing import can_be_invited, invite, send_off
from agencies.models import InvitationBatch, Role, User
from agencies.people.filters import Access, choose
from agencies.people.forms import ACCESS_WORDS, ASKED_WORDS, InviteForm, PeopleFilterForm
from agencies.people.listing import BY_NAME, SORT_KEYS, page_of_people, role_counts
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403, managing_frame
from portal.paging import chosen_sort, page_number
from portal.requests import origin_of

Source = InvitationBatch.Source
ALWAYS = ("q", "role", "access", "invitation")
MORE = ("agency", "ministry", "province")


def people_crumb() -> tuple[str, str]:
    return _("People"), reverse("agencies:people")


@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """One page of the list; filters, order and page number stand in the address."""
    return render(request, "agencies/people.html", people_page(request))


def people_page(request: PersonRequest) -> dict[str, Any]:
    """What the page shows, to managers only."""
    manager_or_403(request)
    form = PeopleFilterForm(request.GET)
    filters = form.filters()
    sort = chosen_sort(request.GET, SORT_KEYS, BY_NAME)
    now = timezone.now()
    listed = page_of_people(filters=filters, sort=sort, number=page_number(request.GET), now=now)
    return managing_frame(request.user, (_("People"), "")) | {
        "form": form,
        "always": [form[name] for name in ALWAYS],
        "more": [form[name] for name in MORE],
        "more_is_open": any(name in filters.as_query() for name in MORE),
        "filters": filters.as_query(),
        "listed": listed,
        "sort": sort,
        "groups": _groups(),
        "asked_words": ASKED_WORDS,
        "now": now,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: PersonRequest) -> HttpResponse:
    """One person gets an account and a role, and an invitation unless they have logged in before."""
    manager = manager_or_403(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        batch = invite(
            invitees=[form.invitee()],
            source=Source.PERSON,
            origin=origin_of(request),
            by=manager,
            now=timezone.now(),
        )
        messages.success(request, invited_words(batch))
        return redirect("agencies:person", User.objects.get(email=form.cleaned_data["email"]).pk)
    context = managing_frame(request.user, people_crumb(), (_("Invite a person"), "")) | {"form": form}
    return render(request, "agencies/person_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_chosen(request: PersonRequest) -> HttpResponse:
    """Invitations for everybody on the list, with its filters, who has never logged in; asks first."""
    manager = manager_or_403(request)
    now = timezone.now()
    filters = PeopleFilterForm(request.GET).filters()
    chosen = [user for user in choose(filters, now=now) if can_be_invited(user)]
    if request.method == "POST":
        batch = send_off(users=chosen, source=Source.CHOSEN, origin=origin_of(request), by=manager, now=now)
        messages.success(request, invited_words(batch))
        return redirect(f"{reverse('agencies:invitations')}?batch={batch.pk}")
    context = {"number": len(chosen), "query": request.GET.urlencode(), "filters": filters.as_query()}
    way = (people_crumb(), (_("Send invitations"), ""))
    return render(request, "agencies/invite_chosen.html", managing_frame(request.user, *way) | context)


def invited_words(batch: InvitationBatch) -> str:
    """What becomes of those who were asked for."""
    if not batch.total:
        return _("The role is given. No invitation was needed: the person has logged in before.")
    text = ngettext(
        "%(n)d invitation will be sent within the next minutes.",
        "%(n)d invitations will be sent within the next minutes.",
        batch.total,
    )
    return text % {"n": batch.total}


def _groups() -> list[dict[str, Any]]:
    """The roles as groups with their sizes, and whom else a manager looks for; each leads to its list."""
    counts = role_counts()
    here = reverse("agencies:people")
    roles = [
        {"label": role.label, "n": counts.roles[role.value], "url": f"{here}?role={role.value}"}
        for role in Role
    ]
    rest = [
        {"label": _("No role"), "n": counts.no_role, "url": f"{here}?role=none&access=on"},
        {"label": ACCESS_WORDS[Access.NEVER], "n": counts.never, "url": f"{here}?access=never"},
        {"label": ACCESS_WORDS[Access.OFF], "n": counts.off, "url": f"{here}?access=off"},
    ]
    return [*roles, *rest]
