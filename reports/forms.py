"""The forms of EGA's pages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, AgencyQuerySet, AgencyType, Ministry, OfficeKind, Province, Region
from agencies.models.agency import AUDIENCE_CHOICES
from portal.bound_field import PortalBoundField
from portal.day_field import DayField
from portal.languages import active_language
from portal.templatetags.portal_format import date_be
from portal.thai_order import thai_order
from reports.queries.filters import Access, Filters, Reached, Timing
from reports.urgency import Reason
from surveys.models import Round, Submission

ANY = ("", _("All"))
STATES = [
    ANY,
    (Reached.STARTED.value, _("Started, whatever became of it")),
    (Reached.SUBMITTED.value, _("Submitted: waiting or signed")),
    *Submission.State.choices,
]
TIMINGS = [
    ANY,
    (Timing.ON_TIME.value, _("Responded on time")),
    (Timing.LATE.value, _("Responded late")),
    (Timing.UNSIGNED.value, _("Submitted, waiting for the signature")),
    (Timing.OVERDUE.value, _("Overdue")),
]
ACCESSES = [
    ANY,
    (Access.ACCOUNT.value, _("An officer or approver has an account")),
    (Access.NO_ACCOUNT.value, _("Nobody has an account")),
    (Access.LOGGED_IN.value, _("Somebody has logged in since the round opened")),
    (Access.NEVER.value, _("Nobody has logged in since the round opened")),
]


def by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return thai_order(pair[1])


class FilterForm(forms.Form):
    """The filters of the agency list; ministries, provinces and office kinds are those of `agencies`."""

    bound_field_class = PortalBoundField
    q = forms.CharField(label=_("Name or code"), max_length=100, required=False)
    responded = forms.ChoiceField(
        label=_("Responded"), choices=[ANY, ("yes", _("Yes")), ("no", _("No"))], required=False
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    timing = forms.ChoiceField(label=_("Timing"), choices=TIMINGS, required=False)
    access = forms.ChoiceField(label=_("Accounts"), choices=ACCESSES, required=False)
    audience = forms.ChoiceField(label=_("Level"), choices=[ANY, *AUDIENCE_CHOICES], required=False)
    type = forms.ChoiceField(label=_("Agency type"), choices=[ANY, *AgencyType.choices], required=False)
    ministry = forms.ChoiceField(label=_("Ministry"), required=False)
    region = forms.ChoiceField(label=_("Region"), choices=[ANY, *Region.choices], required=False)
    province = forms.ChoiceField(label=_("Province"), required=False)
    office_kind = forms.ChoiceField(label=_("Kind of provincial office"), required=False)

    def __init__(self, data: Any, agencies: AgencyQuerySet) -> None:
        super().__init__(data)
        name = f"name_{active_language()}"
        ministries = Ministry.objects.filter(pk__in=agencies.values("ministry"))
        provinces = Province.objects.filter(pk__in=agencies.values("province"))
        kinds = OfficeKind.objects.filter(pk__in=agencies.values("office_kind"))
        self._offer("ministry", ministries.values_list("code", name))
        self._offer("province", sorted(provinces.values_list("code", name), key=by_name))
        self._offer("office_kind", ((str(number), of) for number, of in kinds.values_list("number", name)))

    def filters(self) -> Filters:
        """What was chosen; what cannot be chosen does not limit, and has its error beside it."""
        self.is_valid()
        return Filters(
            **{name: value for name, value in self.cleaned_data.items() if name in Filters.__slots__}
        )

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *choices]


class NarrowingForm(FilterForm):
    """The filters that narrow a reminder to some agencies; the step says how far they have come."""

    def __init__(self, data: Any, agencies: AgencyQuerySet) -> None:
        super().__init__(data, agencies)
        for name in ("responded", "state", "timing", "access"):
            del self.fields[name]


class CallForm(FilterForm):
    """The same filters, and why an agency should be called."""

    reason = forms.ChoiceField(label=_("Why to call"), choices=[ANY, *Reason.choices], required=False)

    def chosen_reason(self) -> str:
        """A `Reason`, or "" for all; what cannot be chosen does not limit."""
        self.is_valid()
        return str(self.cleaned_data.get("reason", ""))


class ExtendForm(forms.Form):
    """More time for one agency; `last_day` is the one that it has now."""

    bound_field_class = PortalBoundField
    until = DayField(
        label=_("New last day"),
        error_messages={"required": _("Say until which day."), "invalid": _("Give the day as a date.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The agency reads it in the history of its questionnaire."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the agency gets more time.")},
    )

    def __init__(self, last_day: dt.date, data: Any = None) -> None:
        super().__init__(data)
        self.fields["until"].help_text = _("The last day is %(day)s now.") % {"day": date_be(last_day)}


class PlaceForm(forms.Form):
    """A ministry or a province with agencies that are asked in the round, as "ministry-11" in the address."""

    bound_field_class = PortalBoundField
    KINDS: tuple[tuple[str, type[Ministry] | type[Province], Any], ...] = (
        ("ministry", Ministry, _("Ministries")),
        ("province", Province, _("Provinces")),
    )
    place = forms.ChoiceField(
        label=_("Ministry or province"),
        error_messages={
            "required": _("Choose a ministry or a province."),
            "invalid_choice": _("Choose a ministry or a province of the list."),
        },
    )

    def __init__(self, data: Any, survey_round: Round) -> None:
        super().__init__(data)
        asked = Agency.objects.filter(pk__in=Submission.objects.of_round(survey_round).values("agency"))
        self._places: dict[str, Ministry | Province] = {}
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", ""),
                *(self._group(kind, model, label, asked) for kind, model, label in self.KINDS),
            ]

    def chosen(self) -> Ministry | Province | None:
        """What was chosen; None if nothing was, or what is none."""
        return self._places.get(self.cleaned_data.get("place", "")) if self.is_valid() else None

    def _group(
        self, kind: str, model: type[Ministry] | type[Province], label: Any, asked: AgencyQuerySet
    ) -> tuple[Any, list[tuple[str, str]]]:
        found = {f"{kind}-{each.code}": each for each in model.objects.filter(pk__in=asked.values(kind))}
        self._places |= found
        return label, sorted(((key, each.name) for key, each in found.items()), key=by_name)


class ReturnForm(forms.Form):
    """A submission goes back to its agency."""

    bound_field_class = PortalBoundField
    reason = forms.CharField(
        label=_("What has to be corrected?"),
        help_text=_("The agency reads it in the history of its questionnaire."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what has to be corrected, so that the agency knows.")},
    )
