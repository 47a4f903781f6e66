"""Throwing away what was typed before a session ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from agencies.typed import forget_typed


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Leads back to the page it was typed into; home when nothing is kept for such a page."""
    path = request.POST.get("path", "")
    return redirect(path if path and forget_typed(request, path) else "/")
