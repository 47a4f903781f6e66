"""Who saved an answer, as plain text: templates escape it, the page's script sets it as text."""

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import datetime_be
from surveys.models import Answer


def saved_words(answer: Answer | None) -> str:
    """Empty when the question was never answered."""
    if answer is None:
        return ""
    when = datetime_be(answer.saved_at)
    return _("Saved by %(who)s, %(when)s") % {"who": answer.saved_by.full_name, "when": when}
