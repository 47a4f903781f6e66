"""The form over the journal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.actions import Action
from portal.bound_field import PortalBoundField
from portal.day_field import DayField
from reports.forms import ANY
from reports.journal.filters import JournalFilters, Source
from surveys.models import Round, SubmissionEvent

SOURCES = [
    ANY,
    (Source.DECISION.value, _("Decisions of EGA")),
    (Source.STEP.value, _("Steps of submissions")),
    (Source.REVIEW.value, _("Decisions of reviewers")),
    (Source.ANSWER.value, _("Answers")),
    (Source.EVIDENCE.value, _("Files of evidence")),
]
NOT_A_DAY = {"invalid": _("Give the day as a date.")}


def _actions() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """What can be looked for, by where it is written down, in the order of the lists of words."""
    return [
        (_("Decisions of EGA"), list(Action.choices)),
        (_("Steps of submissions"), list(SubmissionEvent.Kind.choices)),
    ]


class JournalForm(forms.Form):
    """What to look for; rounds are offered newest first."""

    bound_field_class = PortalBoundField
    source = forms.ChoiceField(label=_("What"), choices=SOURCES, required=False)
    action = forms.ChoiceField(label=_("Change"), required=False)
    round = forms.ChoiceField(label=_("Round"), required=False)
    agency = forms.CharField(label=_("Agency, name or code"), max_length=100, required=False)
    person = forms.CharField(label=_("Person, name or e-mail"), max_length=100, required=False)
    q = forms.CharField(label=_("In notes and questions"), max_length=100, required=False)
    since = DayField(label=_("From"), required=False, error_messages=NOT_A_DAY)
    until = DayField(label=_("To"), required=False, error_messages=NOT_A_DAY)
    address = forms.CharField(label=_("From where (IP address)"), max_length=45, required=False)

    def __init__(self, data: Any, *, shows_addresses: bool) -> None:
        """Who may not see addresses must not find out by searching for them either."""
        super().__init__(data)
        rounds = [(each.code, each.name) for each in Round.objects.newest_first()]
        self._offer("round", [ANY, *rounds])
        self._offer("action", [ANY, *_actions()])
        if not shows_addresses:
            del self.fields["address"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def filters(self) -> JournalFilters:
        """What was chosen; what cannot be chosen does not limit, and has its error beside it."""
        self.is_valid()
        return JournalFilters(**self.cleaned_data)
