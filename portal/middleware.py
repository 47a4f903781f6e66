"""What happens around every page. The order of the middleware, with its reasons, is in portal/settings.py."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from portal.error_pages import SERVICE_AWAY_ERRORS, service_away
from portal.languages import language_of
from portal.requests import wants_json

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ServiceAwayMiddleware:
    """Answers 503 when the database cannot be reached while a view runs.

    Django turns an error raised in a middleware into the 500 page before any outer middleware sees it;
    portal.error_pages.server_error recognises those.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return service_away(request) if isinstance(exception, SERVICE_AWAY_ERRORS) else None


class PermissionsPolicyMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class PrivatePagesMiddleware:
    """Keeps what a session's reader got out of every cache, so that Back shows nothing after log-out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # By the cookie, because asking who it is could need the database that has just gone away.
        if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class IdleSessionMiddleware:
    """Ends a session SESSION_COOKIE_AGE after its last use, with one write in SESSION_RENEW_AFTER at most."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # After a failure the session is not written, and may not even be readable.
        if response.status_code < 500 and request.session.accessed and SESSION_KEY in request.session:
            self.renew(request, now=timezone.now().timestamp())
        return response

    def renew(self, request: HttpRequest, *, now: float) -> None:
        if now - request.session.get("renewed_at", 0) >= settings.SESSION_RENEW_AFTER.total_seconds():
            request.session["renewed_at"] = now


class LanguageMiddleware:
    """Speaks the language of the reader's cookie, else the one of the person's account, else Thai.

    The browser's Accept-Language is left alone on purpose: many Thai officers work with an English Windows.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Sends strangers to the log-in page; a script that asked for JSON gets 401, and keeps what was typed.

    htmx would put the log-in page into the middle of its page; it is told to leave that page instead.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if "HX-Request" in request.headers:
            return HttpResponseClientRedirect(_log_in_and_return(request.headers.get("HX-Current-URL", "/")))
        if not wants_json(request):
            return super().handle_no_permission(request, view_func)
        message = _("Your session has ended. Log in again; what you typed is still here.")
        login_url = resolve_url(settings.LOGIN_URL)
        return JsonResponse(
            {"error": "login_required", "message": message, "login_url": login_url}, status=401
        )


def _log_in_and_return(address: str) -> str:
    """The log-in page's address; afterwards comes the page at `address`, whose host does not matter."""
    page = urlsplit(address)
    return redirect_to_login(urlunsplit(("", "", page.path, page.query, "")), settings.LOGIN_URL).url
