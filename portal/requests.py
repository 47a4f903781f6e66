from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asked, and not a reader."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def origin_of(request: HttpRequest) -> str:
    """The portal as this reader reaches it, "https://portal.example.go.th": the host is an allowed one."""
    return f"{request.scheme}://{request.get_host()}"


def sent_from(page: str) -> Callable[[View], View]:
    """For an address that only takes what a form sends.

    Who opens it (by reloading a refused form, or choosing another language there) is led to the form's own
    page: the view called `page`, which has the same arguments.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if request.method != "POST":
                form_page: HttpResponse = redirect(page, **arguments)
                return form_page
            return view(request, **arguments)

        return answer

    return decorate
