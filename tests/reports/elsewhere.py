"""Another connection to the same database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def elsewhere(work: Callable[[], object]) -> None:
    """Do it in a thread, which has a connection of its own, and wait."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()
        thread.submit(connections.close_all).result()
