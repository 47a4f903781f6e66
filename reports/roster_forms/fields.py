"""What the forms about the roster are made of."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agencies.names import one_visible_line
from agencies.roster import checks
from agencies.roster.rows import AgencyRow
from portal.bound_field import PortalBoundField
from portal.day_field import DayField
from portal.languages import active_language
from surveys.questionnaire.vocabulary import Audience


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


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a choice of the form what there is to choose from."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def place_of(agency: Agency) -> str:
    if agency.ministry is not None:
        return agency.ministry.code
    return str(agency.office_kind.number) if agency.office_kind else ""


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
