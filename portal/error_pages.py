"""The pages shown when something goes wrong. Those for 500 and 503 are rendered without the database."""

import sys
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from portal.languages import cookie_language
from portal.requests import wants_json

SERVICE_AWAY_ERRORS = (OperationalError, InterfaceError)
RETRY_AFTER_SECONDS = 20


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if wants_json(request):
        message = _("This page is out of date. Load it again and repeat the last step.")
        return JsonResponse({"error": "csrf", "message": message}, status=403)
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an unexpected error, or for an absent database if that is what a middleware met."""
    if isinstance(sys.exception(), SERVICE_AWAY_ERRORS):
        return service_away(request)
    with translation.override(_language(request)):
        return HttpResponse(render_to_string("errors/500.html"), status=500)


def service_away(request: HttpRequest) -> HttpResponse:
    """503: what was sent comes back in the page, ready to be sent again.

    The page gets `path`, `fields` (pairs of name and value, or None where nothing was sent) and `files_lost`
    (whether files have to be chosen again). The CSRF token is among the fields as it was posted, so that
    nothing becomes trusted by being sent again.
    """
    with translation.override(_language(request)):
        response = _service_away_json() if wants_json(request) else _service_away_page(request)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def _service_away_json() -> HttpResponse:
    message = _("The portal is out of reach for a moment. What you typed is still here; we will try again.")
    return JsonResponse({"error": "unavailable", "message": message}, status=503)


def _service_away_page(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    context = {
        "path": request.get_full_path(),
        "fields": _posted_fields(request) if posted else None,
        "files_lost": posted and bool(request.FILES),
        "retry_after": RETRY_AFTER_SECONDS,
        "demo": settings.DEMO,
    }
    return HttpResponse(render_to_string("errors/503.html", context), status=503)


def _posted_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, except passwords, which are never written into a page."""
    try:
        posted: Any = request.POST.lists()
    except (SuspiciousOperation, UnreadablePostError):
        return []
    return [(name, value) for name, values in posted if "password" not in name for value in values]


def _language(request: HttpRequest) -> str:
    """The reader's choice in this browser, else what the request was already being answered in."""
    return cookie_language(request) or translation.get_language() or settings.LANGUAGE_CODE
