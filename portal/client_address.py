from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The reader's IP address, as the outermost of our own proxies saw it.

    Each proxy appends the address it was called from; whatever stands further left was written by the caller.
    Where our proxies wrote no proper address, everybody has the address of the proxy that called us.
    """
    parts = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    forwarded = list(filter(None, parts))
    trusted: int = settings.TRUSTED_PROXIES
    if 0 < trusted <= len(forwarded) and _is_address(forwarded[-trusted]):
        return forwarded[-trusted]
    address: str = request.META.get("REMOTE_ADDR", "")
    return address


def _is_address(text: str) -> bool:
    """Whether a column for addresses takes it; none takes the zone of an IPv6 address (`fe80::1%eth0`)."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text
