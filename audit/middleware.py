from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from audit.whence import coming_from
from portal.client_address import client_address


class RememberAddress:
    """Lets what a request changes be written down with the address that the request came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with coming_from(client_address(request) or None):
            return self.get_response(request)
