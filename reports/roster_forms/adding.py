"""The forms that make agencies: a new one, one out of several, one in every province."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, AgencyType, Ministry, OfficeKind, Province, Region
from agencies.models.agency import AUDIENCE_CHOICES
from agencies.names import one_visible_line
from agencies.roster.rows import AgencyRow, OfficeKindRow
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

DEPARTMENT_TYPES = [choice for choice in AgencyType.choices if choice[0] != AgencyType.PROVINCIAL_OFFICE]


class MergeForm(PlainForm):
    """Several agencies become one: `target` is the code of an existing agency, or of a new one."""

    codes = forms.CharField(
        label=_("Codes of the agencies that are merged"),
        help_text=_("One on each line."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Type the codes of the agencies.")},
    )
    target = code_field(
        _("Code of the agency that they become"),
        _("That of an agency which exists and goes on, or a new code; a new agency needs names below."),
    )
    name_th = name_field(_("Thai name of the new agency"), required=False)
    name_en = name_field(_("English name of the new agency"), required=False)
    place = forms.ChoiceField(
        label=_("Ministry, or kind of office, of the new agency"),
        help_text=_("Blank: that of the first agency above."),
        required=False,
    )
    on = day_field(_("Since"))
    reason = reason_field()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kinds = [(f"kind-{number}", name) for number, name in named(OfficeKind.objects.all(), "number")]
        ministries = [(f"ministry-{code}", name) for code, name in named(Ministry.objects.all())]
        groups = [(_("Ministry"), ministries), (_("Kind of provincial office"), kinds)]
        offer(self, "place", [("", "—"), *groups])

    def clean_codes(self) -> list[str]:
        return [clean_code(each) for each in self.cleaned_data["codes"].replace(",", " ").split()]

    def clean_target(self) -> str:
        return clean_code(self.cleaned_data["target"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        codes = [*cleaned.get("codes", []), cleaned.get("target", "")]
        known = Agency.objects.filter(code__in=codes).in_bulk(field_name="code")
        self.agencies = [known[code] for code in dict.fromkeys(codes[:-1]) if code in known]
        self.existing = known.get(codes[-1])
        if unknown := [code for code in codes[:-1] if code not in known]:
            text = _("No agency has the code %(codes)s. Correct it.") % {"codes": ", ".join(unknown)}
            self.add_error("codes", text)
        if self.existing is None:
            self._ask_for_names(cleaned)
        return cleaned

    def into(self) -> AgencyRow | str:
        """What the service takes: an existing code or a new row."""
        cleaned = self.cleaned_data
        if self.existing is not None:
            return self.existing.code
        first = self.agencies[0]
        place = cleaned["place"].partition("-")[2] or place_of(first)
        return like(first, cleaned["target"], cleaned["name_th"], cleaned["name_en"], place)

    def _ask_for_names(self, cleaned: dict[str, Any]) -> None:
        for name in ("name_th", "name_en"):
            if "target" in cleaned and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("No agency has this code yet, so the new one needs this name."))


class AddForm(PlainForm):
    """A new agency of either level."""

    audience = forms.ChoiceField(label=_("Level"), choices=AUDIENCE_CHOICES, widget=forms.RadioSelect)
    code = code_field(_("Code"), _("It never changes. For example D1103 or P5021."))
    name_th = name_field(_("Thai name"))
    name_en = name_field(_("English name"))
    type = forms.ChoiceField(
        label=_("Agency type"),
        help_text=_("Department level only."),
        choices=[("", "—"), *DEPARTMENT_TYPES],
        required=False,
    )
    ministry = forms.ChoiceField(label=_("Ministry"), help_text=_("Department level only."), required=False)
    region = forms.ChoiceField(
        label=_("Region"),
        help_text=_("Department level only; an office is in the region of its province."),
        choices=Region.choices,
        required=False,
    )
    province = forms.ChoiceField(label=_("Province"), help_text=_("Province level only."), required=False)
    office_kind = forms.ChoiceField(
        label=_("Kind of provincial office"), help_text=_("Province level only."), required=False
    )
    reason = reason_field()

    OF_LEVEL = {
        Audience.DEPARTMENT.value: ("type", "ministry"),
        Audience.PROVINCE.value: ("province", "office_kind"),
    }

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offer(self, "ministry", [("", "—"), *named(Ministry.objects.all())])
        offer(self, "province", [("", "—"), *named(Province.objects.all())])
        offer(self, "office_kind", [("", "—"), *named(OfficeKind.objects.all(), "number")])

    def clean_code(self) -> str:
        return clean_code(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.OF_LEVEL.get(cleaned.get("audience", ""), ()):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("An agency of this level needs it. Choose one."))
        return cleaned

    def row(self) -> AgencyRow:
        cleaned = self.cleaned_data
        named_so = {name: cleaned[name] for name in ("code", "name_th", "name_en", "audience")}
        if cleaned["audience"] == Audience.DEPARTMENT:
            return AgencyRow(
                **named_so,
                type=cleaned["type"],
                region=cleaned["region"] or Region.NATIONAL.value,
                ministry=cleaned["ministry"],
            )
        return AgencyRow(
            **named_so,
            type=AgencyType.PROVINCIAL_OFFICE.value,
            region=Region.NATIONAL.value,
            province=cleaned["province"],
            office_kind=int(cleaned["office_kind"]),
        )


class AddKindForm(PlainForm):
    """A new kind of office, of which every province gets one."""

    number = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "width-10"}),
    )
    name_th = forms.CharField(
        label=_("Thai name, up to the name of the province"),
        help_text=_("For example สำนักงานดิจิทัลจังหวัด: the name of the province follows at once."),
        max_length=200,
        validators=[one_visible_line],
    )
    name_en = forms.CharField(
        label=_("English name"),
        help_text=_("The name of the province follows after a comma."),
        max_length=200,
        validators=[one_visible_line],
    )
    reason = reason_field()

    def row(self) -> OfficeKindRow:
        cleaned = self.cleaned_data
        return OfficeKindRow(cleaned["number"], cleaned["name_th"], cleaned["name_en"])
