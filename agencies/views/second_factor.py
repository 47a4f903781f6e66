"""The second step of logging in, and looking after one's second factor."""

from base64 import b32encode
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.accounts import end_sessions
from agencies.forms import CodeForm, ProveForm
from agencies.models import User
from agencies.second_factor import devices, recovery, session
from agencies.views.access import PersonRequest

SCALE = 5
FEW_CODES = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: PersonRequest) -> HttpResponse:
    """A code after the password. Who has no second factor yet and needs one is led to setting it up."""
    user, after = request.user, _next(request)
    if not session.second_step_is_due(request, user):
        return redirect(after)
    if user.second_factor_at is None:
        return redirect(f"{_url('second_factor_set_up')}?{request.GET.urlencode()}")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if devices.check_code(user=user, typed=form.cleaned_data["code"], now=timezone.now()):
            return _passed(request, user, after)
        form.add_error("code", _wrong(user))
    context = {"form": form, "next": after}
    return render(request, "agencies/second_step.html", context, status=422 if form.is_bound else 200)


@never_cache
@session.freshly_proved
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: PersonRequest) -> HttpResponse:
    """The picture and the secret for the app; a code of the app proves that it has them."""
    user, after = request.user, _next(request)
    if user.second_factor_at and session.second_step_is_due(request, user):
        return redirect("agencies:second_step")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = devices.set_up(user=user, code=form.cleaned_data["code"], now=timezone.now())
        if codes:
            return _set_up(request, user, codes, after)
        form.add_error("code", _wrong_first())
    return _set_up_page(request, user, form, after)


@require_safe
def second_factor(request: PersonRequest) -> HttpResponse:
    """Since when it is on, how many recovery codes are left, and what can be done about it."""
    user = request.user
    context = {
        "codes_left": recovery.codes_left(user),
        "required": session.must_have_second_factor(user),
    }
    return render(request, "agencies/second_factor.html", context)


@never_cache
@session.freshly_proved
@require_http_methods(["GET", "HEAD", "POST"])
def new_codes(request: PersonRequest) -> HttpResponse:
    """Ten new recovery codes, shown this once; the ones before stop working."""
    if request.user.second_factor_at is None or request.method != "POST":
        return redirect("agencies:second_factor")
    codes = devices.renew_codes(user=request.user, now=timezone.now())
    return _show_codes(request, codes, _url("second_factor"))


@session.freshly_proved
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest) -> HttpResponse:
    """Do without; EGA's staff cannot, where the setting says so."""
    user = request.user
    if user.second_factor_at and request.method == "POST" and not session.must_have_second_factor(user):
        devices.remove(user=user, now=timezone.now())
        _end_other_sessions(request, user)
        messages.success(request, _("The second factor is removed. Your password alone opens the account."))
    return redirect("agencies:second_factor")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: PersonRequest) -> HttpResponse:
    """Asks again who it is, before a password or a second factor is changed."""
    user, after = request.user, _next(request)
    form = ProveForm(request, user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        session.note_proof(request, timezone.now())
        return redirect(after)
    context = {"form": form, "next": after}
    return render(request, "agencies/prove.html", context, status=422 if form.is_bound else 200)


def _passed(request: PersonRequest, user: User, after: str) -> HttpResponse:
    request.session.cycle_key()
    session.note_second_step(request, user, timezone.now())
    left = recovery.codes_left(user)
    if left <= FEW_CODES:
        text = _("You have %(n)d recovery codes left. Make new ones in your profile.")
        messages.warning(request, text % {"n": left})
    return redirect(after)


def _set_up(request: PersonRequest, user: User, codes: list[str], after: str) -> HttpResponse:
    """The second step is passed by it; other devices are logged out."""
    _end_other_sessions(request, user)
    session.note_second_step(request, user, timezone.now())
    return _show_codes(request, codes, after)


def _set_up_page(request: PersonRequest, user: User, form: CodeForm, after: str) -> HttpResponse:
    device = devices.device_to_set_up(user)
    picture = segno.make(device.config_url, error="m").svg_inline(scale=SCALE, border=4, light="#fff")
    context: dict[str, Any] = {
        "form": form,
        "next": after,
        "picture": mark_safe(picture),  # noqa: S308 - made here, of numbers
        "secret": _in_groups(b32encode(device.bin_key).decode()),
        "required": session.must_have_second_factor(user) and user.second_factor_at is None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "agencies/second_factor_set_up.html", context, status=status)


def _show_codes(request: PersonRequest, codes: list[str], after: str) -> HttpResponse:
    """Straight from memory into the page: nothing keeps them."""
    return render(request, "agencies/recovery_codes.html", {"codes": codes, "next": after})


def _end_other_sessions(request: PersonRequest, user: User) -> None:
    end_sessions(user)
    update_session_auth_hash(request, user)


def _wrong(user: User) -> str:
    if until := devices.code_waits_until(user):
        seconds = max(1, round((until - timezone.now()).total_seconds()))
        return _(
            "This code is not right. Wait %(seconds)d seconds, then type the code that the app shows then, "
            "or a recovery code that you have not used."
        ) % {"seconds": seconds}
    return _("This code is not right.")


def _wrong_first() -> str:
    return _(
        "This code is not right. Wait for the next one in the app; if it is not right either, "
        "set the clock of the telephone to automatic."
    )


def _in_groups(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _next(request: HttpRequest) -> str:
    """Where the reader wanted to go, within the portal."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if allowed else "/"


def _url(name: str) -> str:
    return reverse(f"agencies:{name}")
