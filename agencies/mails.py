"""The mails that people get."""

from smtplib import SMTPException
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from agencies.models import User


class MailNotSent(Exception):
    """The mail server refused or was away; str() says how, without the address that its own error names."""


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


def send_letter(*, user: User, letter: str, context: dict[str, Any]) -> None:
    """Mails the templates `<letter>_subject.txt` and `<letter>.txt`, in the language of the account.

    They also get `user`. Raises MailNotSent.
    """
    context = {"user": user, **context}
    with translation.override(user.language):
        subject = " ".join(render_to_string(f"{letter}_subject.txt", context).split())
        body = render_to_string(f"{letter}.txt", context)
    try:
        send_mail(subject, body, None, [user.email])
    except (SMTPException, OSError) as error:
        raise MailNotSent(type(error).__name__) from None
