"""What happens to a form that was sent after its session had ended."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from agencies.typed import Kept, keep_typed
from portal.requests import wants_json


class KeepTypedAnswers:
    """Keeps what a stranger sends to a page that needs a log-in; the log-in middleware then sends them on.

    Stands after the CSRF check, so that only forms of our own pages are kept, and before the log-in check. A
    script that asks for JSON keeps what was typed itself, and is told to log in with 401.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        needs_log_in = getattr(view, "login_required", True) and not request.user.is_authenticated
        if needs_log_in and request.method == "POST" and not wants_json(request):
            tell_what_was_kept(request, keep_typed(request))


def tell_what_was_kept(request: HttpRequest, kept: Kept) -> None:
    """Says on the next page what became of the typed text."""
    if kept is Kept.KEPT:
        text = _(
            "Your session had ended. What you typed is kept: log in as the same person, and it will be shown "
            "again, not yet saved. Files must be chosen again."
        )
        messages.info(request, text)
    elif kept is Kept.TOO_LONG:
        text = _(
            "Your session had ended, and what you sent was too long to keep here. Go back in your browser "
            "and copy the text before you log in."
        )
        messages.warning(request, text)
