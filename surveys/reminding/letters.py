"""The mail of a reminder. It says where to go on; what was answered stays in the portal."""

from copy import copy

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from agencies.mails import letter_to
from agencies.models import User
from portal.support import support
from surveys.models import Reminder, ReminderMail
from surveys.reminding.recipients import Recipient
from surveys.reminding.texts import Texts, filled, values_for


def reminder_letter(mail: ReminderMail) -> EmailMessage:
    """The mail of a reminder to its person, in the language of the account."""
    return _letter(Recipient(mail.submission, mail.user), mail.reminder, mail.reminder.origin)


def previews(recipient: Recipient, texts: Texts, origin: str) -> dict[str, EmailMessage]:
    """Language → what the person would get, had the account that language."""
    return {
        language: _letter(Recipient(recipient.submission, _reading(recipient.user, language)), texts, origin)
        for language in User.Language.values
    }


def _letter(recipient: Recipient, texts: Texts | Reminder, origin: str) -> EmailMessage:
    submission, user = recipient.submission, recipient.user
    page = reverse("surveys:overview", args=[submission.round.code, submission.agency.code])
    with translation.override(user.language):
        values = values_for(submission=submission, name=user.full_name, link=origin + page)
    context = {
        "subject": filled(getattr(texts, f"subject_{user.language}"), values),
        "body": filled(getattr(texts, f"body_{user.language}"), values),
        "support": support,
    }
    return letter_to(user=user, letter="surveys/mail/reminder", context=context)


def _reading(user: User, language: str) -> User:
    """The person, as if the account had that language."""
    changed = copy(user)
    changed.language = language
    return changed
