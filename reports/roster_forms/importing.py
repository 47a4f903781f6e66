"""The forms of an import."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reports.roster_forms.fields import PlainForm, reason_field

LARGEST_MB = 10


class UploadForm(PlainForm):
    """A workbook of the roster."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        help_text=_("Nothing changes yet: you first see what would."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": _("Choose the workbook."),
            "empty": _("The file is empty. Choose the workbook again."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MB * 2**20:
            text = _("The file is larger than %(limit)s MB. A roster is much smaller: is it the right file?")
            raise ValidationError(text % {"limit": LARGEST_MB})
        return file


class ApplyForm(PlainForm):
    """Why the roster is imported. The doubts that are confirmed stand beside it in the page."""

    reason = reason_field()
