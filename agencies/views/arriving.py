"""What somebody does with a link from a mail: accept an invitation, confirm an address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.accounts import AccountRefused
from agencies.addresses import LinkOver, confirm_address, find_change
from agencies.forms import AcceptForm
from agencies.inviting.accepting import InvitationOver, accept, find_invitation
from agencies.models import Invitation, User
from agencies.second_factor.session import note_proof
from agencies.views.refusals import refusal

BACKEND = "django.contrib.auth.backends.ModelBackend"
OVER = 410


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Set a password, choose a language, check what the portal knows of oneself; then one is logged in."""
    try:
        found = find_invitation(token=token, now=timezone.now())
        form = AcceptForm(request.POST or None, instance=_copy(found.user))
        if request.method == "POST" and form.is_valid():
            return _welcome(request, accept(token=token, now=timezone.now(), **form.accepted()))
    except InvitationOver:
        return render(request, "agencies/invitation_over.html", status=OVER)
    return _page(request, found, form)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """The reader of the mail says that the address is theirs."""
    try:
        change = find_change(token=token, now=timezone.now())
        if request.method != "POST":
            return render(request, "agencies/address_confirm.html", {"change": change})
        confirm_address(token=token, now=timezone.now())
    except LinkOver:
        return render(request, "agencies/address_over.html", status=OVER)
    except AccountRefused as error:
        messages.error(request, refusal(error))
        return render(request, "agencies/address_over.html", status=OVER)
    logout(request)
    messages.success(request, _("Your new address is confirmed. Log in with it from now on."))
    return redirect("agencies:login")


def _copy(user: User) -> User:
    """So that what a refused form has typed is not taken for what is stored."""
    return User.objects.get(pk=user.pk)


def _page(request: HttpRequest, found: Invitation, form: AcceptForm) -> HttpResponse:
    context = {
        "form": form,
        "invited": found.user,
        "memberships": found.user.memberships.select_related("agency", "ministry", "province"),
        "rules": password_validators_help_texts(),
    }
    return render(request, "agencies/invitation.html", context, status=422 if form.is_bound else 200)


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=BACKEND)
    note_proof(request, timezone.now())
    response = redirect("surveys:home")
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    with translation.override(user.language):
        messages.success(request, _("Your account is ready, and you are logged in."))
    return response
