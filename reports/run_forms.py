"""The forms of the pages of scoring runs."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.bound_field import PortalBoundField
from portal.templatetags.portal_format import datetime_be
from reports.queries.adjustments import Decided
from scoring.models import ScoringRun
from surveys.models import QuestionnaireVersion, Round


class AdjustedField(forms.TypedChoiceField):
    """Whether a run takes EGA's adjustments: its value is the moment until which they were decided, or None.

    The moment is what was shown, so that the run takes those that the person has seen counted.
    """

    def __init__(self, decided: Decided) -> None:
        super().__init__(
            label=_("What is scored"),
            choices=[
                (decided.until.isoformat(), _with_adjustments(decided)),
                ("", _("The answers as the agencies stated them")),
            ],
            coerce=dt.datetime.fromisoformat,
            empty_value=None,
            required=False,
            initial=decided.until.isoformat(),
            widget=forms.RadioSelect,
            error_messages={
                "invalid_choice": _(
                    "Something else was decided meanwhile. Look at the numbers and choose again."
                )
            },
        )


def _with_adjustments(decided: Decided) -> str:
    return gettext(
        "With EGA’s adjustments decided until %(when)s (adjustments: %(n)s, agencies: %(agencies)s)"
    ) % {
        "when": datetime_be(decided.until),
        "n": f"{decided.adjustments:,}",
        "agencies": f"{decided.agencies:,}",
    }


class RunForm(forms.Form):
    """A new run: by which questionnaire, with which adjustments where there are any, and why."""

    bound_field_class = PortalBoundField

    def __init__(self, data: Any, survey_round: Round, decided: Decided | None) -> None:
        super().__init__(data, initial={"questionnaire": survey_round.questionnaire})
        if decided is not None:
            self.fields["adjusted_until"] = AdjustedField(decided)
        self.fields |= {
            "questionnaire": forms.ModelChoiceField(
                label=_("Questionnaire to score by"),
                queryset=QuestionnaireVersion.objects.defer("document"),
                empty_label=None,
            ),
            "reason": forms.CharField(
                label=_("Reason"),
                max_length=250,
                help_text=_("What has changed and why. It stands beside the figures of the run."),
            ),
        }


class RunField(forms.ModelChoiceField):
    """One of the finished runs of a round."""

    def label_from_instance(self, obj: ScoringRun) -> str:
        return f"{obj.pk}: {obj.why}"


class PairForm(forms.Form):
    """Two runs to be compared."""

    bound_field_class = PortalBoundField

    def __init__(self, data: Any, survey_round: Round) -> None:
        super().__init__(data)
        finished = survey_round.scoring_runs.filter(state=ScoringRun.State.FINISHED)
        for name, label in (("before", _("Before")), ("after", _("After"))):
            self.fields[name] = RunField(label=label, queryset=finished, empty_label=None)
