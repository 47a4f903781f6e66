"""A mail server that takes every mail and remembers when."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller

from script.demo_environment import free_port

MINUTE = 60.0


@dataclass
class Sink:
    """`taken` are the moments of the mails, on the clock of `time.monotonic`, ascending."""

    port: int
    taken: list[float] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        self.taken.append(time.monotonic())
        return "250 taken"


@contextmanager
def sink() -> Iterator[Sink]:
    """One that listens."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # it tells every line of every conversation
    server = Sink(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def most_in_a_minute(moments: Sequence[float]) -> int:
    """How many of the moments (seconds, ascending) lie in any minute at most."""
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - MINUTE:
            first += 1
        most = max(most, last - first + 1)
    return most
