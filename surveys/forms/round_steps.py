"""The forms of the steps of a round: what has to be said before one is taken."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.bound_field import PortalBoundField
from portal.templatetags.portal_format import date_be
from surveys.forms.days import DayField
from surveys.models import Round

LONGEST = 2_000
EVERYBODY, NOBODY = "everybody", "nobody"


def reason_field(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why.")},
    )


class StepForm(forms.Form):
    """A step for which nothing has to be said. `survey_round` is the round as it is."""

    bound_field_class = PortalBoundField

    def __init__(self, data: Any = None, *, survey_round: Round) -> None:
        super().__init__(data)
        self.survey_round = survey_round


class ReasonForm(StepForm):
    """A step with a reason."""

    reason = reason_field(_("It stays in the history of the round."))


class ReopenForm(StepForm):
    """Opening again: who can answer, and until when."""

    who = forms.ChoiceField(
        label=_("Who can answer again?"),
        choices=[
            (EVERYBODY, _("All agencies, until the new last day")),
            (
                NOBODY,
                _("The last day stays: answers can be signed, and single agencies be given more time"),
            ),
        ],
        widget=forms.RadioSelect,
        initial=EVERYBODY,
    )
    closes_on = DayField(label=_("New last day"), required=False)
    reason = reason_field(_("The agencies read it beside the new last day, and it stays in the history."))

    def __init__(self, data: Any = None, *, survey_round: Round) -> None:
        super().__init__(data, survey_round=survey_round)
        self.fields["closes_on"].help_text = _now_is(survey_round.closes_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.pop("who", "") == NOBODY:
            self.errors.pop("closes_on", None)
            cleaned["closes_on"] = None
        elif not cleaned.get("closes_on") and "closes_on" not in self.errors:
            self.add_error("closes_on", _("Say until which day all agencies can answer."))
        return cleaned


class DaysForm(StepForm):
    """The days of an open round, moved for everybody. The first day only while it has not come."""

    opens_on = DayField(label=_("New first day"))
    closes_on = DayField(label=_("New last day"))
    reason = reason_field(_("All agencies of the round read it beside the new last day."))

    def __init__(self, data: Any = None, *, survey_round: Round, now: dt.datetime) -> None:
        super().__init__(data, survey_round=survey_round)
        self.fields["closes_on"].help_text = _now_is(survey_round.closes_on)
        self.fields["opens_on"].help_text = _now_is(survey_round.opens_on)
        self.initial = {"opens_on": survey_round.opens_on, "closes_on": survey_round.closes_on}
        if survey_round.opens_at <= now:
            del self.fields["opens_on"]


def _now_is(day: dt.date) -> str:
    return _("It is %(day)s now.") % {"day": date_be(day)}
