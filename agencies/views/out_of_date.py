"""A form from a page that was open while its person logged in again elsewhere."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agencies.typed import Kept, keep_typed, page_user_of
from portal import error_pages
from portal.requests import wants_json


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Logging in changes the token, so such a form has an old one. Its page shows the text again, unsaved.

    Nothing else is done with the form, and only a page made for the same person carries their signed name;
    whatever else fails the check gets the plain refusal.
    """
    is_own_page = request.user.is_authenticated and page_user_of(request) == request.user.pk
    if wants_json(request) or not is_own_page or keep_typed(request) is not Kept.KEPT:
        return error_pages.csrf_failure(request, reason)
    messages.info(request, _("This page was out of date. What you typed is shown again, not yet saved."))
    return redirect(request.get_full_path())
