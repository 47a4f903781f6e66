"""The small forms of the last steps: submitting, signing, returning."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SubmitForm(forms.Form):
    """Where answers are left blank, the officer says that this is meant."""

    confirm_blank = forms.BooleanField(
        error_messages={
            "required": _("Confirm that these questions are to stay blank, or answer them first.")
        }
    )

    def __init__(self, *args: object, blank: int, label: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["confirm_blank"].label = label
        if not blank:
            del self.fields["confirm_blank"]


class SignForm(forms.Form):
    """The approver's declaration, bound to what was read."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    declared = forms.BooleanField(
        label=_("I have read the answers, and declare on behalf of the agency that they are true."),
        error_messages={"required": _("Tick the declaration to sign.")},
    )


class ReturnForm(forms.Form):
    """Back to the officers, with a reason."""

    reason = forms.CharField(
        label=_("What has to be corrected?"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        max_length=2_000,
        error_messages={"required": _("Say what has to be corrected, so that the officers know.")},
    )


class ReturnSignedForm(ReturnForm):
    """The same for answers that count already: the approver says that this is meant."""

    understood = forms.BooleanField(
        label=_(
            "I understand that the agency counts as not having responded "
            "until the answers are submitted and signed again."
        ),
        error_messages={"required": _("Tick this to return answers that are signed.")},
    )
