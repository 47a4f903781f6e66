"""The forms of the pages of scoring runs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.bound_field import PortalBoundField
from scoring.models import ScoringRun
from surveys.models import QuestionnaireVersion, Round


class RunForm(forms.Form):
    """A new run: by which questionnaire, and why."""

    bound_field_class = PortalBoundField

    def __init__(self, data: Any, survey_round: Round) -> None:
        super().__init__(data, initial={"questionnaire": survey_round.questionnaire})
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
