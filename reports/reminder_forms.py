"""The form of a reminder's texts."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.bound_field import PortalBoundField
from surveys.reminding.texts import PLACEHOLDERS, Texts, unknown_placeholders


def _subject(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, error_messages={"required": _("Write a subject for the mail.")}
    )


def _body(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Write what the mail says.")},
    )


class ReminderForm(forms.Form):
    """Subject and text in both languages.

    `shown` is the digest of what the page shows: of the recipients, or of the texts that are changed.
    """

    bound_field_class = PortalBoundField
    subject_th = _subject(_("Thai subject"))
    body_th = _body(_("Thai text"))
    subject_en = _subject(_("English subject"))
    body_en = _body(_("English text"))
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def texts(self) -> Texts | None:
        """What was written, or what the form begins with; None if it is refused."""
        if self.is_bound and not self.is_valid():
            return None
        values = self.cleaned_data if self.is_bound else self.initial
        return Texts(**{name: values[name] for name in Texts.__slots__})

    def clean_subject_th(self) -> str:
        return self._checked("subject_th")

    def clean_subject_en(self) -> str:
        return self._checked("subject_en")

    def clean_body_th(self) -> str:
        return self._with_link("body_th")

    def clean_body_en(self) -> str:
        return self._with_link("body_en")

    def _with_link(self, name: str) -> str:
        text = self._checked(name)
        if "{link}" not in text:
            raise ValidationError(gettext("Leave {link} in the text, so that the reader finds the page."))
        return text

    def _checked(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if unknown := unknown_placeholders(text):
            raise ValidationError(
                gettext("{%(name)s} cannot be filled in. Use only: %(known)s."),
                params={"name": unknown[0], "known": ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)},
            )
        return text


def unsent(texts: Texts, shown: str) -> ReminderForm:
    """The form with texts to begin with."""
    return ReminderForm(initial=asdict(texts) | {"shown": shown})
