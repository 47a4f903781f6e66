"""The forms that change one agency: another name, ministry, or several out of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Ministry, OfficeKind
from agencies.roster.rows import AgencyRow
from reports.roster_forms.fields import (
    PlainForm,
    clean_code,
    code_field,
    day_field,
    like,
    name_field,
    named,
    offer,
    place_of,
    reason_field,
)
from surveys.questionnaire.vocabulary import Audience

MOST_PARTS = 6


class ReasonForm(PlainForm):
    """A step about one agency that needs nothing but its reason."""

    reason = reason_field()

    def __init__(self, agency: Agency, data: Any = None) -> None:
        super().__init__(data, initial=self.initial_of(agency))

    def initial_of(self, agency: Agency) -> dict[str, Any]:
        return {}


class RenameForm(ReasonForm):
    name_th = name_field(_("Thai name"))
    name_en = name_field(_("English name"))
    field_order = ["name_th", "name_en", "reason"]

    def initial_of(self, agency: Agency) -> dict[str, Any]:
        return {"name_th": agency.name_th, "name_en": agency.name_en}


class MoveForm(ReasonForm):
    ministry = forms.ChoiceField(label=_("New ministry"))
    field_order = ["ministry", "reason"]

    def __init__(self, agency: Agency, data: Any = None) -> None:
        super().__init__(agency, data)
        ministries = named(Ministry.objects.all())
        offer(self, "ministry", [each for each in ministries if each[0] != place_of(agency)])


class SplitForm(ReasonForm):
    """How and since when an agency was split; the parts have forms of their own."""

    goes_on = forms.BooleanField(
        label=_("The agency itself goes on beside them"),
        help_text=_("Otherwise it is deactivated."),
        required=False,
    )
    on = day_field(_("Since"))
    field_order = ["goes_on", "on", "reason"]


class PartForm(PlainForm):
    """A part that a split makes; it is of the level and type of the agency that was split."""

    code = code_field(_("New code"))
    name_th = name_field(_("Thai name"))
    name_en = name_field(_("English name"))
    place = forms.ChoiceField(label=_("Ministry"))

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = agency
        if agency.audience == Audience.DEPARTMENT:
            offer(self, "place", named(Ministry.objects.all()))
            self.fields["place"].initial = agency.ministry.code if agency.ministry else ""
        else:
            kinds = named(OfficeKind.objects.all(), "number")
            offer(self, "place", [("", "—"), *(each for each in kinds if each[0] != place_of(agency))])
            self.fields["place"].label = _("Kind of provincial office")

    def clean_code(self) -> str:
        return clean_code(self.cleaned_data["code"])

    def row(self) -> AgencyRow:
        """The agency that the part is."""
        return like(
            self.of,
            self.cleaned_data["code"],
            self.cleaned_data["name_th"],
            self.cleaned_data["name_en"],
            self.cleaned_data["place"],
        )


PartFormSet = forms.formset_factory(PartForm, extra=MOST_PARTS, max_num=MOST_PARTS, validate_max=True)
