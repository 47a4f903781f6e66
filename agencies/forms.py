"""Forms about people: log in, passwords, one's own profile."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    SetPasswordForm,
)
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.names import one_visible_line, telephone
from agencies.second_factor.devices import check_code
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


class AcceptForm(ProfileForm):
    """The first visit: a password twice, and what the portal knows of the person, to be put right."""

    field_order = ("new_password1", "new_password2", "full_name", "position", "phone", "language")
    new_password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The rules compare the password with the name that is typed beside it."""
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("new_password1"), cleaned.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", NewPasswordForm.error_messages["password_mismatch"])
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # where Django, too, checks the password of a new account
        if password := self.cleaned_data.get("new_password1"):
            try:
                password_validation.validate_password(password, self.instance)
            except forms.ValidationError as error:
                self.add_error("new_password1", error)

    def accepted(self) -> dict[str, str]:
        """What the service takes."""
        data = self.cleaned_data
        names = ("full_name", "position", "phone", "language")
        return {"password": data["new_password1"]} | {name: data[name] for name in names}


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    bound_field_class = PortalBoundField
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "class": "width-10",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code that the app shows.")},
    )


class ProveForm(forms.Form):
    """The password, and a code if the account has a second factor. Wrong ones count as at the log-in."""

    bound_field_class = PortalBoundField
    password = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("The one that the app shows, or a recovery code."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "width-10"}),
    )

    def __init__(self, request: HttpRequest, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.user = request, user
        if user.second_factor_at is None:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """The code is looked at only after the right password, since looking uses it up."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._check(cleaned["password"], cleaned.get("code"))
        return cleaned

    def _check(self, password: str, code: str | None) -> None:
        if authenticate(self.request, username=self.user.email, password=password) is None:
            self.add_error("password", _("This is not your current password."))
        elif code and not check_code(user=self.user, typed=code, now=timezone.now()):
            self.add_error("code", _("This code is not right, or came too soon after a wrong one."))
