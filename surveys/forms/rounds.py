"""The form in which a round is planned."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portal.bound_field import PortalBoundField
from portal.templatetags.portal_format import date_be
from surveys.forms.days import DayField
from surveys.models import QuestionnaireVersion, Round
from surveys.models.round import SIGNING_DAYS

CLOCK, HAND = "clock", "hand"
YES, NO = "yes", "no"
LONGEST_GRACE = 24 * 60
MOST_SIGNING_DAYS = 366
of_a_code = RegexValidator(
    r"^[0-9]{4}(-[a-z0-9]+)*\Z",
    _("Begin with the four digits of the year, for example 2570 or 2570-2. Use small letters and hyphens."),
)


class QuestionnaireField(forms.ModelChoiceField):
    """A questionnaire that is loaded: its title, the day it was loaded, the beginning of its SHA-256."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Questionnaire"),
            queryset=QuestionnaireVersion.objects.defer("document"),
            required=False,
            empty_label=_("Not chosen yet"),
            help_text=_("It can be exchanged until the round opens, and not afterwards."),
        )

    def label_from_instance(self, obj: QuestionnaireVersion) -> str:
        return f"{obj.title} · {date_be(obj.loaded_at)} · {obj.sha256[:8]}"


class RoundForm(forms.Form):
    """What a round is called, when it runs, what it asks and allows; `editable` are the fields shown."""

    bound_field_class = PortalBoundField
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        validators=[of_a_code],
        help_text=_("It stands in the addresses of all pages and in receipt numbers, and stays."),
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )
    year_be = forms.IntegerField(
        label=_("Year (Buddhist era)"),
        min_value=2400,
        max_value=2700,
        help_text=_("The fiscal year that the questions speak of."),
        widget=forms.NumberInput(attrs={"class": "width-10"}),
    )
    name_th = forms.CharField(label=_("Thai name"), max_length=250)
    name_en = forms.CharField(label=_("English name"), max_length=250)
    opens_on = DayField(label=_("First day"), help_text=_("Agencies answer from 00:00 of this day."))
    closes_on = DayField(
        label=_("Last day"), help_text=_("The whole day counts: agencies answer until its midnight.")
    )
    grace_minutes = forms.IntegerField(
        label=_("Minutes of grace"),
        min_value=0,
        max_value=LONGEST_GRACE,
        help_text=_("So long after midnight what somebody is still writing can be saved and submitted."),
        widget=forms.NumberInput(attrs={"class": "width-10"}),
    )
    sign_off = forms.ChoiceField(
        label=_("When has an agency responded?"),
        choices=[
            (YES, _("When its approver has signed the answers")),
            (NO, _("As soon as an officer has submitted them, without a signature")),
        ],
        widget=forms.RadioSelect,
    )
    closing = forms.ChoiceField(
        label=_("How does the round close?"),
        choices=[
            (CLOCK, _("By itself, the number of days below after the last day")),
            (HAND, _("Only when EGA closes it")),
        ],
        widget=forms.RadioSelect,
    )
    closes_after_days = forms.IntegerField(
        label=_("Days to sign after the last day"),
        min_value=0,
        max_value=MOST_SIGNING_DAYS,
        help_text=_(
            "Answers that came in time can be signed meanwhile. Where single agencies were given more time, "
            "the days begin when the last of them has had its time."
        ),
        widget=forms.NumberInput(attrs={"class": "width-10"}),
    )

    def __init__(
        self, data: Any = None, *, editable: Collection[str], initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["questionnaire"] = QuestionnaireField()
        for name in [each for each in self.fields if _column(each) not in editable]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Where EGA closes the round, the number of days means nothing."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("closing") == HAND:
            self.errors.pop("closes_after_days", None)
            cleaned["closes_after_days"] = None
        return cleaned

    def values(self) -> dict[str, Any]:
        """What was entered, by the fields of `Round`."""
        values = {name: value for name, value in self.cleaned_data.items() if name == _column(name)}
        return values | (
            {"needs_sign_off": self.cleaned_data["sign_off"] == YES} if "sign_off" in self.fields else {}
        )


def initial_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of such values, fields of `Round` by name."""
    days = values.get("closes_after_days")
    return dict(values) | {
        "sign_off": YES if values.get("needs_sign_off", True) else NO,
        "closing": HAND if days is None else CLOCK,
        "closes_after_days": SIGNING_DAYS if days is None else days,
    }


def values_of(survey_round: Round) -> dict[str, Any]:
    """The fields of a round that the form shows."""
    names = (
        "code", "year_be", "name_th", "name_en", "opens_on", "closes_on",
        "grace_minutes", "needs_sign_off", "closes_after_days", "questionnaire",
    )  # fmt: skip
    return {name: getattr(survey_round, name) for name in names}


def _column(name: str) -> str:
    """The field of `Round` that a field of the form belongs to."""
    return {"sign_off": "needs_sign_off", "closing": "closes_after_days"}.get(name, name)
