"""The part of a page on which the text of a mail is written: form, placeholders, preview."""

from typing import Any

from django.http import HttpRequest

from portal.requests import origin_of
from reports.reminder_forms import ReminderForm
from surveys.reminding.letters import previews
from surveys.reminding.recipients import Recipient
from surveys.reminding.texts import PLACEHOLDERS


def writing(request: HttpRequest, form: ReminderForm, example: Recipient | None) -> dict[str, Any]:
    """The context; previews are what `example` would get, none where the text is refused."""
    texts = form.texts()
    return {
        "form": form,
        "placeholders": PLACEHOLDERS.items(),
        "example": example,
        "previews": previews(example, texts, origin_of(request)).items() if example and texts else (),
        "preview_is_open": "preview" in request.POST,
    }
