"""Forms with which EGA's managers look after people."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.forms import AddressField
from agencies.inviting.queueing import Invitee
from agencies.models import Agency, Ministry, Province, Role, User
from agencies.models.membership import AGENCY_ROLES
from agencies.names import one_visible_line, telephone
from agencies.people.filters import NO_ROLE, Access, Asked, PeopleFilters
from portal.bound_field import PortalBoundField
from portal.thai_order import thai_order

ANY = ("", _("All"))
ASKED_WORDS = {
    Asked.NONE: _("Not invited"),
    Asked.WAITING: _("Waiting to be sent"),
    Asked.SENT: _("Sent"),
    Asked.EXPIRED: _("Ran out"),
    Asked.UNKNOWN: _("Perhaps sent"),
    Asked.FAILED: _("Not delivered"),
    Asked.ACCEPTED: _("Accepted"),
}
ACCESS_WORDS = {
    Access.ON: _("Switched on"),
    Access.NEVER: _("Never logged in"),
    Access.OFF: _("Switched off"),
}


def choices_of(records: Iterable[Ministry | Province]) -> list[tuple[str, str]]:
    """Code and name, in the order of the names."""
    return sorted(((each.code, each.name) for each in records), key=lambda pair: thai_order(pair[1]))


class PeopleFilterForm(forms.Form):
    """The filters of the list of people."""

    bound_field_class = PortalBoundField
    q = forms.CharField(label=_("Name, address or position"), max_length=100, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=[ANY, *Role.choices, (NO_ROLE, _("No role"))], required=False
    )
    access = forms.ChoiceField(label=_("Account"), choices=[ANY, *ACCESS_WORDS.items()], required=False)
    invitation = forms.ChoiceField(label=_("Invitation"), choices=[ANY, *ASKED_WORDS.items()], required=False)
    agency = forms.CharField(label=_("Agency: name or code"), max_length=100, required=False)
    ministry = forms.ChoiceField(label=_("Ministry"), required=False)
    province = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        _offer(self.fields["ministry"], choices_of(Ministry.objects.all()))
        _offer(self.fields["province"], choices_of(Province.objects.all()))

    def filters(self) -> PeopleFilters:
        """What was chosen; what cannot be chosen does not limit, and has its error beside it."""
        self.is_valid()
        return PeopleFilters(**self.cleaned_data)


class GrantForm(forms.Form):
    """A role and what it is for."""

    bound_field_class = PortalBoundField
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    agency = forms.CharField(
        label=_("Agency code"),
        help_text=_("For an officer, approver or reader, for example D1102."),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off"}),
    )
    ministry = forms.ChoiceField(
        label=_("Ministry"), help_text=_("For the monitor of a ministry."), required=False
    )
    province = forms.ChoiceField(
        label=_("Province"), help_text=_("For the monitor of a province."), required=False
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        _offer(self.fields["ministry"], choices_of(Ministry.objects.all()), ("", _("None")))
        _offer(self.fields["province"], choices_of(Province.objects.all()), ("", _("None")))

    def clean_agency(self) -> Agency | None:
        code = self.cleaned_data["agency"].strip().upper()
        if not code:
            return None
        found = Agency.objects.active().filter(code=code).first()
        if found is None:
            raise ValidationError(_("There is no agency with this code that is asked. Look it up in a list."))
        return found

    def clean_ministry(self) -> Ministry | None:
        return Ministry.objects.filter(code=self.cleaned_data["ministry"]).first()

    def clean_province(self) -> Province | None:
        return Province.objects.filter(code=self.cleaned_data["province"]).first()

    def clean(self) -> dict[str, Any]:
        """The role has what it is for, and nothing else."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._check_scope(Role(cleaned["role"]))
        return cleaned

    def grant(self) -> dict[str, Any]:
        """The role and its scope, for the services."""
        data = self.cleaned_data
        return {
            "role": Role(data["role"]),
            "agency": data["agency"],
            "ministry": data["ministry"],
            "province": data["province"],
        }

    def _check_scope(self, role: Role) -> None:
        given = {name for name in ("agency", "ministry", "province") if self.cleaned_data.get(name)}
        if role in AGENCY_ROLES and given != {"agency"}:
            self._say("agency", given, _("Give the code of the agency, and no ministry or province."))
        elif role == Role.MONITOR and given not in ({"ministry"}, {"province"}):
            self._say("ministry", given, _("Choose a ministry or a province, one of them, and no agency."))
        elif role not in AGENCY_ROLES and role != Role.MONITOR and given:
            self._say("role", given, _("EGA’s roles are for everything: leave the rest blank."))

    def _say(self, field: str, given: set[str], text: Any) -> None:
        self.add_error(field, ValidationError(text, code="wrong_scope"))


class PersonFields(forms.Form):
    """Who somebody is."""

    bound_field_class = PortalBoundField
    email = AddressField(help_text=_("Their own, not one that several people read."))
    full_name = forms.CharField(label=_("Name"), max_length=200, validators=[one_visible_line])
    position = forms.CharField(
        label=_("Position"), max_length=200, required=False, validators=[one_visible_line]
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=50, required=False, validators=[one_visible_line, telephone]
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=User.Language.choices,
        initial=User.Language.THAI,
        widget=forms.RadioSelect,
    )

    def clean_email(self) -> str:
        """An account that was switched off is switched on first, on its own page."""
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email=email, is_active=False).exists():
            raise ValidationError(self.switched_off)
        return email

    switched_off = _("The account with this address is switched off. Switch it on first.")


class InviteForm(PersonFields, GrantForm):
    """One person to invite, with one role."""

    field_order = (
        "email",
        "full_name",
        "position",
        "phone",
        "language",
        "role",
        "agency",
        "ministry",
        "province",
    )

    def invitee(self) -> Invitee:
        data = self.cleaned_data
        names = ("email", "full_name", "position", "phone", "language")
        return Invitee(**{name: data[name] for name in names}, **self.grant())


class ColleagueForm(PersonFields):
    """Whom an approver invites into the agency: an officer or a reader."""

    switched_off = _("The account with this address is switched off. Ask EGA.")
    field_order = ("email", "full_name", "position", "phone", "role", "language")
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in (Role.OFFICER, Role.READER)],
        widget=forms.RadioSelect,
        help_text=_("Officers answer the questions; readers only read."),
    )

    def invitee(self, agency: Agency) -> Invitee:
        data = self.cleaned_data | {"role": Role(self.cleaned_data["role"])}
        return Invitee(**data, agency=agency)


class AddressForm(forms.Form):
    """A new address. `shown` is the one that stood on the page."""

    bound_field_class = PortalBoundField
    BY_MAIL, AT_ONCE = "mail", "now"
    email = AddressField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    way = forms.ChoiceField(
        label=_("How is it made sure that the address is right?"),
        choices=[
            (BY_MAIL, _("The person confirms it by a link that is mailed to the new address")),
            (AT_ONCE, _("I have made sure of it: change it at once")),
        ],
        initial=BY_MAIL,
        widget=forms.RadioSelect,
    )
    shown = forms.CharField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why a second factor is reset."""

    bound_field_class = PortalBoundField
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "For example: telephone lost, identity checked by calling back. "
            "It is kept for good, so name nobody and give no number."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, and how you made sure who asked.")},
    )


class ReferenceForm(forms.Form):
    """Whose request it is to hand out or to erase personal data: where the request is kept."""

    bound_field_class = PortalBoundField
    reason = forms.CharField(
        label=_("Reference of the request"),
        help_text=_(
            "For example the number under which the letter is registered. "
            "It is kept for good, so name nobody and give no number of a person."
        ),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say where the request is kept.")},
    )


class ErasureForm(ReferenceForm):
    """The same, and that it was read what cannot be brought back."""

    sure = forms.BooleanField(
        label=_("I have made sure who asks, and have read what is lost."),
        error_messages={"required": _("Make sure of it, then tick this.")},
    )


class ListForm(forms.Form):
    """A list from Excel."""

    bound_field_class = PortalBoundField
    MAX_BYTES = 5 * 1024 * 1024
    file = forms.FileField(
        label=_("List (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": _("Choose the file of the list."),
            "empty": _("The file is empty. Save the list in Excel and choose it again."),
        },
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > self.MAX_BYTES:
            raise ValidationError(_("The file is larger than 5 MB. Leave only the list in it."))
        return self.cleaned_data["file"]


def _offer(field: Any, choices: list[tuple[str, str]], none: Any = ANY) -> None:
    field.choices = [none, *choices]
