"""How long pages take, and how many queries they make."""

from collections.abc import Sequence
from functools import partial
from itertools import cycle, islice

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.timing import Timing, measure
from bench.visitor import Visitor

WARM_UP = 12
"""Requests before the first measured one, so that every process has its templates and questionnaire."""


class NotShown(Exception):
    """The portal answered something else than the page."""


def time_pages(name: str, addresses: Sequence[str], host: str, session: str, number: int) -> Timing:
    """One client gets `number` pages, each address in turn; it warms up with the last ones."""
    with Visitor(host=host, session=session) as visitor:
        for address in islice(cycle(reversed(addresses)), WARM_UP):
            show(visitor, address)
        return measure(
            name, [partial(show, visitor, address) for address in islice(cycle(addresses), number)]
        )


def show(visitor: Visitor, address: str) -> None:
    reply = visitor.get(address)
    if reply.status != 200:
        raise NotShown(f"{address}: {reply.status} {reply.text[:500]}")


def queries_of(address: str, session: str) -> int:
    """How many queries the page makes, that of the session included."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(address, secure=True)
    with CaptureQueriesContext(connection) as queries:
        client.get(address, secure=True)
    return len(queries)
