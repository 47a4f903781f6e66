"""From where the present request came. Nothing outside a request: a worker or a command has no address."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_address: ContextVar[str | None] = ContextVar("address", default=None)


def address() -> str | None:
    """The IP address that the present request came from, None outside of one."""
    return _address.get()


@contextmanager
def coming_from(there: str | None) -> Iterator[None]:
    """Let whatever is written down meanwhile say that it came from `there`."""
    token = _address.set(there)
    try:
        yield
    finally:
        _address.reset(token)
