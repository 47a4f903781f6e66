from typing import Any

import pytest
from django.test import RequestFactory

from portal.client_address import client_address


@pytest.mark.parametrize(
    "proxies, forwarded, expected",
    [
        (0, None, "10.0.0.1"),
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (2, "203.0.113.9, 10.0.0.7, ", "203.0.113.9"),
        (1, "2001:db8::9", "2001:db8::9"),
        (1, None, "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, " , ", "10.0.0.1"),
        (1, "1.2.3.4:555", "10.0.0.1"),
        (1, "fe80::1%eth0", "10.0.0.1"),
        (1, "unknown", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Any, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}

    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")) == expected
