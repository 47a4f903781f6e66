"""One person: roles, account, invitation, address, second factor. For EGA's managers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import accounts, addresses
from agencies.accounts import AccountRefused
from agencies.inviting.queueing import can_be_invited, send_off
from agencies.inviting.stopping import note_bounce
from agencies.lockouts import lock_of
from agencies.mails import MailNotSent
from agencies.models import InvitationBatch, Membership, User
from agencies.people.forms import ASKED_WORDS, AddressForm, GrantForm, ReasonForm
from agencies.people.listing import people_of
from agencies.second_factor.devices import code_waits_until
from agencies.second_factor.recovery import codes_left
from agencies.second_factor.resetting import reset_second_factor
from agencies.second_factor.session import must_have_second_factor
from agencies.services import LastManager, grant_membership, revoke_membership
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403, managing_frame
from agencies.views.people import invited_words, people_crumb
from agencies.views.refusals import refusal
from portal.requests import origin_of, sent_from

PAGE = "agencies:person"


@require_safe
def person(request: PersonRequest, pk: int) -> HttpResponse:
    manager = manager_or_403(request)
    user = get_object_or_404(User, pk=pk)
    if user.erased_at:
        frame = managing_frame(manager, people_crumb(), (user.full_name, ""))
        return render(request, "agencies/person_erased.html", frame | {"person": user})
    return _page(request, manager, user)


@sent_from(PAGE)
def grant(request: PersonRequest, pk: int) -> HttpResponse:
    """One more role."""
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _page(request, manager, user, grant_form=form, status=422)
    grant_membership(user=user, **form.grant(), by=manager, now=timezone.now())
    messages.success(request, _("The role is given."))
    return redirect(PAGE, pk)


@require_POST
def revoke(request: PersonRequest, pk: int, membership_id: int) -> HttpResponse:
    manager = manager_or_403(request)
    membership = get_object_or_404(Membership, pk=membership_id, user=pk)
    return _done(
        request,
        pk,
        lambda: revoke_membership(membership=membership, by=manager, now=timezone.now()),
        _("The role is taken away."),
    )


@require_POST
def switch_off(request: PersonRequest, pk: int) -> HttpResponse:
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk)
    return _done(
        request,
        pk,
        lambda: accounts.switch_off(user=user, by=manager, now=timezone.now()),
        _("The account is switched off. Wherever the person was logged in, it has ended."),
    )


@require_POST
def switch_on(request: PersonRequest, pk: int) -> HttpResponse:
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk)
    return _done(
        request,
        pk,
        lambda: accounts.switch_on(user=user, by=manager, now=timezone.now()),
        _("The account is switched on. Check that the roles are still right."),
    )


@require_POST
def unlock(request: PersonRequest, pk: int) -> HttpResponse:
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk)
    return _done(
        request,
        pk,
        lambda: accounts.unlock(user=user, by=manager, now=timezone.now()),
        _("The account is unlocked."),
    )


@require_POST
def invite_again(request: PersonRequest, pk: int) -> HttpResponse:
    """A new invitation; the link of the one before ends when it is sent."""
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk)
    batch = send_off(
        users=[user],
        source=InvitationBatch.Source.PERSON,
        origin=origin_of(request),
        by=manager,
        now=timezone.now(),
    )
    if batch.total:
        messages.success(request, invited_words(batch))
    else:
        messages.info(request, _("Nothing to send: one is on its way, or the person has logged in before."))
    return redirect(PAGE, pk)


@require_POST
def bounced(request: PersonRequest, pk: int) -> HttpResponse:
    """The mail came back to somebody at EGA."""
    manager = manager_or_403(request)
    if note_bounce(user=get_object_or_404(known_people(), pk=pk), by=manager, now=timezone.now()):
        messages.success(
            request, _("Noted. Change the address if there is a better one, then send a new invitation.")
        )
    return redirect(PAGE, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: PersonRequest, pk: int) -> HttpResponse:
    """A new address, confirmed by its reader or by the manager."""
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _change(request, manager, user, form):
        return redirect(PAGE, pk)
    context = person_frame(manager, user, _("Change the address")) | {"form": form}
    return render(request, "agencies/person_address.html", context, status=422 if form.is_bound else 200)


@require_POST
def drop_address(request: PersonRequest, pk: int) -> HttpResponse:
    """The new address is not wanted any more."""
    manager = manager_or_403(request)
    addresses.drop_change(user=get_object_or_404(known_people(), pk=pk), by=manager, now=timezone.now())
    messages.success(request, _("The new address is withdrawn; its link no longer works."))
    return redirect(PAGE, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def reset_factor(request: PersonRequest, pk: int) -> HttpResponse:
    """For who has lost telephone and recovery codes."""
    manager = manager_or_403(request)
    user = get_object_or_404(known_people(), pk=pk, second_factor_at__isnull=False)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _done(
            request,
            pk,
            lambda: reset_second_factor(user=user, reason=reason, by=manager, now=timezone.now()),
            _("The second factor is reset, and the person is logged out everywhere."),
        )
    context = person_frame(manager, user, _("Reset second factor")) | {"form": form}
    return render(request, "agencies/person_factor.html", context, status=422 if form.is_bound else 200)


def known_people() -> QuerySet[User]:
    """Those of whom something can be changed: not the erased ones."""
    return User.objects.filter(erased_at=None)


def _change(request: PersonRequest, manager: User, user: User, form: AddressForm) -> bool:
    """Whether it was done; why not stands in the form."""
    what: dict[str, Any] = {
        "user": user,
        "email": form.cleaned_data["email"],
        "shown": form.cleaned_data["shown"],
        "by": manager,
        "now": timezone.now(),
    }
    try:
        if form.cleaned_data["way"] == AddressForm.AT_ONCE:
            addresses.change_address(**what)
            messages.success(request, _("The address is changed, and the person is logged out everywhere."))
        else:
            addresses.ask_to_confirm(**what, origin=origin_of(request))
            messages.success(request, _("A mail with a link is on its way to the new address."))
    except AccountRefused as error:
        form.add_error("email", refusal(error))
    except MailNotSent as error:
        text = _("The mail server did not take the mail, so nothing was changed. It said: %(reply)s")
        form.add_error("email", text % {"reply": error.reply or error})
    return not form.errors


def _done(request: PersonRequest, pk: int, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it and say so, or say why it was refused; then the person's page."""
    try:
        act()
    except (AccountRefused, LastManager) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, words)
    return redirect(PAGE, pk)


def _page(
    request: PersonRequest, manager: User, user: User, grant_form: GrantForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    (row,) = people_of([user.pk], now=now)
    context = {
        "person": row.user,
        "row": row,
        "asked_word": ASKED_WORDS[row.asked],
        "is_self": user.pk == manager.pk,
        "grant_form": grant_form or GrantForm(),
        "form": grant_form,
        "locked_until": lock_of(user, now=now),
        "code_waits_until": code_waits_until(user),
        "codes_left": codes_left(user) if user.second_factor_at else 0,
        "factor_required": must_have_second_factor(user),
        "can_be_invited": can_be_invited(row.user),
        "change": getattr(user, "address_change", None),
    }
    frame = managing_frame(manager, people_crumb(), (user.full_name, ""))
    return render(request, "agencies/person.html", frame | context, status=status)


def person_frame(manager: User, user: User, title: str) -> dict[str, Any]:
    """Of a page below that of the person."""
    way = (people_crumb(), (user.full_name, reverse(PAGE, args=[user.pk])), (title, ""))
    return managing_frame(manager, *way) | {"person": user}
