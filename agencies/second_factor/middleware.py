"""Nobody gets past the second step."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from agencies.models import User
from agencies.second_factor.session import second_step_is_due
from portal.requests import wants_json

BEFORE_THE_SECOND_STEP = {
    "agencies:second_step",
    "agencies:second_factor_set_up",
    "agencies:prove",
    "agencies:logout",
    "set_language",
    "health-live",
    "health-ready",
}
"""All that a session can reach before its second step. Not even public pages are among it."""


class SecondStep:
    """Leads a session whose second step is due to it, from every page but those named above.

    Stands after the log-in check.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        user = request.user
        match = request.resolver_match
        if not isinstance(user, User) or (match and match.view_name in BEFORE_THE_SECOND_STEP):
            return None
        return _to_the_step(request) if second_step_is_due(request, user) else None


def _to_the_step(request: HttpRequest) -> HttpResponseBase:
    if "HX-Request" in request.headers:
        page = urlsplit(request.headers.get("HX-Current-URL", "/"))
        return HttpResponseClientRedirect(_step(urlunsplit(("", "", page.path, page.query, ""))))
    if wants_json(request):
        message = _("Log in again; what you typed is still here.")
        return JsonResponse(
            {"error": "login_required", "message": message, "login_url": _step("/")}, status=401
        )
    return HttpResponseRedirect(_step(request.get_full_path() if request.method == "GET" else "/"))


def _step(address: str) -> str:
    return f"{reverse('agencies:second_step')}?{urlencode({'next': address})}"
