"""The mail of a reminder. It says where to go on; what was answered stays in the portal."""

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from agencies.mails import letter_to
from portal.support import support
from surveys.models import ReminderMail
from surveys.reminding.texts import filled, values_for


def reminder_letter(mail: ReminderMail) -> EmailMessage:
    """The mail of a reminder to its person, in the language of the account."""
    submission, user, reminder = mail.submission, mail.user, mail.reminder
    page = reverse("surveys:overview", args=[submission.round.code, submission.agency.code])
    with translation.override(user.language):
        values = values_for(submission=submission, name=user.full_name, link=reminder.origin + page)
    context = {
        "subject": filled(getattr(reminder, f"subject_{user.language}"), values),
        "body": filled(getattr(reminder, f"body_{user.language}"), values),
        "support": support,
    }
    return letter_to(user=user, letter="surveys/mail/reminder", context=context)
