"""The mails that people get."""

from contextlib import suppress
from email.utils import make_msgid, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from agencies.models import User

PERMANENT = 500
"""Replies of a mail server from here on are final; smaller ones say to try again later."""


class MailNotSent(Exception):
    """The mail server refused or was away; str() says how, without the address that its own error names.

    `reply` is what the server said, which may name the address.
    """

    def __init__(self, how: str, reply: str = "") -> None:
        super().__init__(how)
        self.reply = reply


class MailRefused(MailNotSent):
    """The server's last word: this mail or this address it does not take."""


class MailPostponed(MailNotSent):
    """The server did not take the mail, and may take it later."""


class MailUncertain(MailNotSent):
    """The connection ended before the server said whether it took the mail."""


def send_password_link(*, user: User, origin: str) -> None:
    """Mails the link to a new password, in the language of the account. Raises MailNotSent.

    `origin` is the portal as its reader reaches it: "https://portal.example.go.th".
    """
    context = {
        "origin": origin,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    send_letter(user=user, letter="agencies/mail/password_reset", context=context)


def send_letter(*, user: User, letter: str, context: dict[str, Any], to: str = "") -> None:
    """Mails the letter to the person, or to the address `to`. Raises MailNotSent. See `letter_to`."""
    deliver(letter_to(user=user, letter=letter, context=context, to=to))


def letter_to(*, user: User, letter: str, context: dict[str, Any], to: str = "") -> EmailMessage:
    """The templates `<letter>_subject.txt` and `<letter>.txt`, in the language of the account.

    They also get `user`. The headers say that a program wrote it, so that no absence note answers.
    """
    context = {"user": user, **context}
    with translation.override(user.language):
        subject = " ".join(render_to_string(f"{letter}_subject.txt", context).split())
        body = render_to_string(f"{letter}.txt", context)
    headers = {
        "Message-ID": make_msgid(domain=_own_domain()),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": user.language,
    }
    return EmailMessage(subject, body, None, [to or user.email], headers=headers)


def deliver(message: EmailMessage) -> None:
    """Give a mail with one recipient to the mail server.

    Raises MailRefused, MailPostponed or MailUncertain; when nothing is raised, the server has taken it.
    """
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise MailPostponed(type(error).__name__, _reply(error)) from None
    try:
        connection.send_messages([message])
    except SMTPRecipientsRefused as error:
        raise _refusal(error, *_first(error)) from None
    except SMTPResponseException as error:
        raise _refusal(error, error.smtp_code, _text(error.smtp_error)) from None
    except (SMTPException, OSError) as error:
        raise MailUncertain(type(error).__name__) from None
    finally:
        _close(connection)


def _close(connection: Any) -> None:
    """What becomes of the connection says nothing about the mail."""
    with suppress(SMTPException, OSError):
        connection.close()


def _refusal(error: Exception, code: int, text: str) -> MailNotSent:
    kind = MailRefused if code >= PERMANENT else MailPostponed
    return kind(type(error).__name__, f"{code} {text}")


def _first(error: SMTPRecipientsRefused) -> tuple[int, str]:
    code, text = next(iter(error.recipients.values()))
    return code, _text(text)


def _reply(error: Exception) -> str:
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return type(error).__name__


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())


def _own_domain() -> str:
    """That of the sender: the name of the machine is nobody's business."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
