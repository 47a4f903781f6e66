"""The forms with which EGA changes the roster and whom a round asks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, AgencyType, Ministry, OfficeKind, Province, Region
from agencies.models.agency import AUDIENCE_CHOICES
from agencies.names import one_visible_line
from agencies.roster import checks
from agencies.roster.rows import AgencyRow, OfficeKindRow
from portal.bound_field import PortalBoundField
from portal.day_field import DayField
from reports.forms import ANY, by_name
from reports.queries.groups import active_language
from reports.queries.roster import RosterFilters
from surveys.questionnaire.vocabulary import Audience

DEPARTMENT_TYPES = [choice for choice in AgencyType.choices if choice[0] != AgencyType.PROVINCIAL_OFFICE]
MOST_PARTS = 6
LARGEST_MB = 10


def named(records: Any, key: str = "code") -> list[tuple[str, str]]:
    """Code and name of ministries, provinces or office kinds, for a choice."""
    rows = records.values_list(key, f"name_{active_language()}")
    return [(str(code), f"{code} {name}") for code, name in rows]


def reason_field(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=_("Reason for the change"),
        help_text=help_text or _("For example the law or order, with its date. It stands in the history."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, so that others understand it next year.")},
    )


def name_field(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=250, required=required, validators=[one_visible_line])


def code_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=12,
        widget=forms.TextInput(attrs={"class": "width-10", "autocapitalize": "characters"}),
    )


def day_field(label: Any) -> DayField:
    return DayField(
        label=label,
        error_messages={"required": _("Say since which day."), "invalid": _("Give the day as a date.")},
    )


def clean_code(text: str) -> str:
    code = text.strip().upper()
    if not checks.agency_code(code):
        raise ValidationError(_("Type a capital letter, then 2 to 11 capital letters or digits, like D0101."))
    return code


class PlainForm(forms.Form):
    bound_field_class = PortalBoundField


class RosterFilterForm(PlainForm):
    """The filters of the roster."""

    q = forms.CharField(label=_("Name or code"), max_length=100, required=False)
    audience = forms.ChoiceField(label=_("Level"), choices=[ANY, *AUDIENCE_CHOICES], required=False)
    active = forms.ChoiceField(
        label=_("Status"), choices=[ANY, ("yes", _("Active")), ("no", _("Not active"))], required=False
    )
    type = forms.ChoiceField(label=_("Agency type"), choices=[ANY, *AgencyType.choices], required=False)
    ministry = forms.ChoiceField(label=_("Ministry"), required=False)
    region = forms.ChoiceField(label=_("Region"), choices=[ANY, *Region.choices], required=False)
    province = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        name = f"name_{active_language()}"
        offer(self, "ministry", [ANY, *Ministry.objects.values_list("code", name)])
        offer(self, "province", [ANY, *sorted(Province.objects.values_list("code", name), key=by_name)])

    def filters(self) -> RosterFilters:
        """What was chosen; what cannot be chosen does not limit, and has its error beside it."""
        self.is_valid()
        return RosterFilters(**self.cleaned_data)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a choice of the form what there is to choose from."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


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


def like(agency: Agency, code: str, name_th: str, name_en: str, place: str) -> AgencyRow:
    """A row of the level, type and region of the agency; `place` is a ministry, or a kind of office."""
    is_office = agency.audience == Audience.PROVINCE
    return AgencyRow(
        code=code,
        name_th=name_th,
        name_en=name_en,
        audience=agency.audience,
        type=agency.type,
        region=agency.region,
        ministry=None if is_office else place,
        province=agency.province.code if agency.province else None,
        office_kind=int(place) if is_office else None,
    )


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


def place_of(agency: Agency) -> str:
    if agency.ministry is not None:
        return agency.ministry.code
    return str(agency.office_kind.number) if agency.office_kind else ""


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


class AskForm(PlainForm):
    """One more agency for an open round."""

    agency = forms.ChoiceField(label=_("Agency"), error_messages={"required": _("Choose the agency.")})
    reason = reason_field(_("The agency reads it in the history of its questionnaire."))

    def __init__(self, agencies: Iterable[Agency], data: Any = None) -> None:
        super().__init__(data)
        choices = [(agency.code, f"{agency.code} {agency.name}") for agency in agencies]
        offer(self, "agency", [("", _("Choose an agency")), *choices])


class WithdrawForm(PlainForm):
    """An agency leaves an open round."""

    reason = reason_field(_("The agency reads it in the history of its questionnaire."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_withdraw_%s")
