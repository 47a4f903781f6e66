"""Forms about people: log in, passwords, one's own profile."""

from typing import Any

from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    SetPasswordForm,
)
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.names import one_visible_line, telephone
from portal.bound_field import PortalBoundField


class AddressField(forms.EmailField):
    """The e-mail address of an account: in small letters, and no longer than one can be."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("E-mail address"), max_length=254, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).lower()


class LogInForm(AuthenticationForm):
    """Log in by e-mail address, whatever its case. One message for every way of being wrong."""

    bound_field_class = PortalBoundField
    username = AddressField(widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _(
            "The e-mail address or the password is not right. "
            "Look whether Caps Lock or the Thai keyboard is on."
        ),
        "inactive": _("The e-mail address or the password is not right."),
    }


class ResetRequestForm(forms.Form):
    """Asks for a mail with a link. Also how a new person gets a first password."""

    bound_field_class = PortalBoundField
    email = AddressField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class NewPasswordForm(SetPasswordForm):
    bound_field_class = PortalBoundField
    error_messages = {"password_mismatch": _("The two passwords are not the same.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = ""
        self.fields["new_password2"].label = _("New password once more")
        self.fields["new_password2"].help_text = ""


class ChangePasswordForm(PasswordChangeForm, NewPasswordForm):
    error_messages = NewPasswordForm.error_messages | {
        "password_incorrect": _("This is not your current password.")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Current password")


class ProfileForm(forms.ModelForm):
    bound_field_class = PortalBoundField

    class Meta:
        model = User
        fields = ["full_name", "position", "phone", "language"]
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "position": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "language": forms.RadioSelect,
        }
        help_texts = {
            "full_name": _("As colleagues and EGA should see it."),
            "phone": _("Office number with extension, for questions about the answers."),
            "language": _("For e-mails, and for pages on a device where you have not chosen one."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("full_name", "position", "phone"):
            self.fields[name].validators.append(one_visible_line)
        self.fields["phone"].validators.append(telephone)
