"""The forms of the pages of workbooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.bound_field import PortalBoundField
from reports.forms import ANY
from reports.meanings import PURPOSES
from reports.models import WorkbookExport
from scoring.models import ScoringRun
from surveys.models import Round

Kind = WorkbookExport.Kind
MINE = "mine"


class ExportForm(forms.Form):
    """A workbook of a kind, in one of the portal's languages; of the live run unless another is named."""

    bound_field_class = PortalBoundField
    kind = forms.ChoiceField(
        label=_("What is it for?"), choices=Kind.choices, widget=forms.RadioSelect, required=False
    )
    run = forms.ChoiceField(
        label=_("Scores of which run"),
        help_text=_("Only “Results” may be of another run than the live one."),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of the workbook"),
        choices=[("th", "ไทย"), ("en", "English")],
        widget=forms.RadioSelect,
    )

    def __init__(self, survey_round: Round, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        runs = survey_round.scoring_runs.filter(state=ScoringRun.State.FINISHED, is_live=False)
        self._runs = {str(run.pk): run for run in runs}
        field = self.fields["run"]
        if isinstance(field, forms.ChoiceField):
            named = [(pk, f"{pk}: {run.reason}") for pk, run in self._runs.items()]
            field.choices = [("", _("The live run")), *named]

    @property
    def kinds(self) -> list[tuple[Any, Any]]:
        """Every kind with what it is for."""
        purposes = [PURPOSES[Kind(value)] for value in Kind.values]
        return list(zip(self["kind"], purposes, strict=True))

    @property
    def names_runs(self) -> bool:
        """Whether there is another run than the live one."""
        return bool(self._runs)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.EVERYTHING.value

    def chosen_run(self) -> ScoringRun | None:
        """None for the live one."""
        is_of_results = self.cleaned_data["kind"] == Kind.RESULTS
        return self._runs.get(self.cleaned_data["run"]) if is_of_results else None


class ExportListForm(forms.Form):
    """Which workbooks a list shows."""

    bound_field_class = PortalBoundField
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    whose = forms.ChoiceField(
        label=_("Asked for by"), choices=[("", _("Everybody")), (MINE, _("Me"))], required=False
    )

    def chosen(self) -> tuple[str, bool]:
        """A kind or "", and whether only one's own; what cannot be chosen does not limit."""
        self.is_valid()
        return self.cleaned_data.get("kind", ""), self.cleaned_data.get("whose") == MINE
