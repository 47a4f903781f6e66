"""Who saved an answer, as plain text: templates escape it, the page's script sets it as text."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import datetime_be
from surveys.models import Answer, EvidenceFile


def saved_words(answer: Answer | None, evidence: Iterable[EvidenceFile] = ()) -> str:
    """By whom and when the answer or its latest file came; empty when there is neither."""
    came = [(file.uploaded_at, file.uploaded_by.full_name) for file in evidence]
    came += [(answer.saved_at, answer.saved_by.full_name)] if answer else []
    if not came:
        return ""
    when, who = max(came)
    return _("Saved by %(who)s, %(when)s") % {"who": who, "when": datetime_be(when)}
