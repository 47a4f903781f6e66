"""A real mail server in the test's own process.

mail_server   a MailServer: what it took, whom it refuses, and how it can be held in the middle of a mail
"""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from script.demo_environment import free_port

WAIT_SECONDS = 60


@dataclass
class MailServer:
    """It takes every mail, but says what stands in `recipients` or `contents` about some."""

    port: int
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    recipients: dict[str, str] = field(default_factory=dict)
    """Address → reply at RCPT, for example "550 5.1.1 no such user"."""
    contents: dict[str, str] = field(default_factory=dict)
    """Address → reply after the mail itself."""
    held: threading.Event = field(default_factory=threading.Event)
    """Set while nobody is held; a mail that was taken is answered only then."""

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def addresses(self) -> list[str]:
        return sorted(address for address, _message in self.taken)

    async def handle_RCPT(  # noqa: N802 - called by aiosmtpd
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if reply := self.recipients.get(address):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the same
        (address,) = envelope.rcpt_tos
        if reply := self.contents.get(address):
            return reply
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((address, message))
        await server.loop.run_in_executor(None, self.held.wait, WAIT_SECONDS)
        return "250 taken"


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """This process, too, sends its mails there."""
    server = MailServer(free_port())
    server.held.set()
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # it tells every line of every conversation
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.held.set()
    controller.stop()
    mail.outbox = []
