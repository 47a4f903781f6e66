"""Somebody with an open connection to the portal, as fast as a client can be: no browser, no parsing."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any, Self
from urllib.parse import urlencode

HTML = "text/html"
JSON = "application/json"
CSRF = "a" * 32
"""Django takes any secret of this form, if the cookie and the header agree."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """A person known by the key of a session, or nobody.

    Speaks as the reverse proxy of docker-compose.yml does, which has taken the TLS away.
    """

    def __init__(self, *, host: str, session: str = "", timeout: float = 60) -> None:
        self._connection = HTTPConnection(host, timeout=timeout)
        cookies = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
        self._headers = {
            "Host": host,
            "Cookie": cookies,
            "Referer": f"https://{host}/",
            "X-CSRFToken": CSRF,
            "X-Forwarded-Proto": "https",
        }

    def get(self, path: str, *, accept: str = HTML) -> Reply:
        return self._send("GET", path, None, {"Accept": accept})

    def post(self, path: str, fields: Mapping[str, Any], *, accept: str = HTML) -> Reply:
        """`fields` as in a form; a list sends a field several times."""
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, urlencode(fields, doseq=True), headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        self._connection.request(method, path, body, self._headers | headers)
        response: HTTPResponse = self._connection.getresponse()
        return Reply(response.status, dict(response.getheaders()), response.read())
