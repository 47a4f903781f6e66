"""The mails that people get."""

from smtplib import SMTPException

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
        "user": user,
        "origin": origin,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    with translation.override(user.language):
        subject = render_to_string("agencies/mail/password_reset_subject.txt", context).strip()
        body = render_to_string("agencies/mail/password_reset.txt", context)
    try:
        send_mail(subject, body, None, [user.email])
    except (SMTPException, OSError) as error:
        raise MailNotSent(type(error).__name__) from None
