from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The reader's IP address, as the outermost of our own proxies saw it.

    Each proxy appends the address it was called from; whatever stands further left was written by the caller.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    trusted: int = settings.TRUSTED_PROXIES
    if 0 < trusted <= len(forwarded):
        return forwarded[-trusted].strip()
    address: str = request.META.get("REMOTE_ADDR", "")
    return address
