"""The forms of the reviewers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Membership, Ministry, Province, User
from agencies.models.agency import AUDIENCE_CHOICES
from agencies.models.membership import EGA_ROLES
from portal.bound_field import PortalBoundField
from portal.languages import active_language
from reports.forms import ANY, by_name
from reports.queries.filters import Filters
from reports.queries.reviews import QueueFilters, reviewers_in
from reports.review_words import STATES
from surveys.models import ReviewDecision, Round, Submission

EVIDENCE = [("", _("With evidence")), ("without", _("Without evidence")), ("all", _("All"))]
LONGEST = 2_000
OWN = "own"
"""The choice of a score that no option has."""


class QueueForm(forms.Form):
    """The filters of the queue; ministries and provinces are those of agencies asked in the round."""

    bound_field_class = PortalBoundField
    q = forms.CharField(label=_("Name or code"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("State of the review"),
        choices=[ANY, *((state.value, said) for state, said in STATES.items())],
        required=False,
    )
    whose = forms.ChoiceField(label=_("Whose"), required=False)
    audience = forms.ChoiceField(label=_("Level"), choices=[ANY, *AUDIENCE_CHOICES], required=False)
    evidence = forms.ChoiceField(label=_("Evidence"), choices=EVIDENCE, required=False)
    ministry = forms.ChoiceField(label=_("Ministry"), required=False)
    province = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, data: Any, survey_round: Round, reader: User) -> None:
        super().__init__(data)
        asked = Agency.objects.filter(pk__in=Submission.objects.of_round(survey_round).values("agency"))
        name = f"name_{active_language()}"
        ministries = Ministry.objects.filter(pk__in=asked.values("ministry")).values_list("code", name)
        provinces = Province.objects.filter(pk__in=asked.values("province")).values_list("code", name)
        others = [user for user in reviewers_in(survey_round) if user.pk != reader.pk]
        self._offer("ministry", list(ministries))
        self._offer("province", sorted(provinces, key=by_name))
        self._offer(
            "whose", [(str(reader.pk), _("Mine")), *((str(user.pk), user.full_name) for user in others)]
        )

    def filters(self) -> QueueFilters:
        """What was chosen; what cannot be chosen does not limit, and has its error beside it."""
        self.is_valid()
        chosen = {name: self.cleaned_data.get(name, "") for name in self.fields}
        own = {name: chosen.pop(name) for name in ("evidence", "whose", "state")}
        return QueueFilters(agencies=Filters(**chosen), **own)

    def chosen(self) -> dict[str, str]:
        """The filters that limit, for an address."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *choices]


class DecisionForm(forms.Form):
    """What is decided on one question. `options` are pairs of the points and the label of an option.

    `seen` is the number of the decision that the page showed. A question that has no score cannot be
    adjusted.
    """

    bound_field_class = PortalBoundField
    kind = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    option = forms.ChoiceField(label=_("To adjust: counts like"), required=False)
    score = forms.DecimalField(
        label=_("To adjust: another score, 0 to 100"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"}),
        error_messages={
            "invalid": _("Give the score as a number from 0 to 100, for example 62.5."),
            "min_value": _("Give a score from 0 to 100."),
            "max_value": _("Give a score from 0 to 100."),
            "max_digits": _("Give a score from 0 to 100."),
            "max_whole_digits": _("Give a score from 0 to 100."),
            "max_decimal_places": _("Give at most two decimals."),
        },
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed unless you accept. The agency reads it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)
    KINDS = (
        (ReviewDecision.Kind.ACCEPTED.value, _("Accept")),
        (ReviewDecision.Kind.TO_CORRECT.value, _("Ask for a correction")),
        (ReviewDecision.Kind.ADJUSTED.value, _("Adjust the score")),
    )

    def __init__(
        self,
        name: str,
        data: Any,
        *,
        initial: dict[str, Any],
        scored: bool,
        options: list[tuple[Decimal, str]],
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{name}-%s")
        adjusted = ReviewDecision.Kind.ADJUSTED.value
        self.points = {str(place): points for place, (points, _label) in enumerate(options)}
        self._offer("kind", [each for each in self.KINDS if scored or each[0] != adjusted])
        labels = [(str(place), f"{label}: {points:f}") for place, (points, label) in enumerate(options)]
        self._offer("option", [("", _("– another score –")), *labels])
        if not scored:
            del self.fields["score"]
        if not scored or not options:
            del self.fields["option"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        kind, option = cleaned.get("kind"), cleaned.get("option", "")
        if kind == ReviewDecision.Kind.ADJUSTED:
            self._settle_score(option)
        else:
            cleaned["score"] = None
        if kind not in (None, ReviewDecision.Kind.ACCEPTED) and not cleaned.get("reason"):
            self.add_error("reason", WHY[kind])
        return cleaned

    def _settle_score(self, option: str) -> None:
        typed = self.cleaned_data.get("score")
        if not option:
            if typed is None and "score" not in self.errors:
                self.add_error("score", _("Say with which score the question shall count."))
            return
        if typed is not None and typed != self.points[option]:
            self.add_error("score", _("You chose an option and typed another score. Keep one of them."))
            return
        self.cleaned_data["score"] = self.points[option]

    def decision(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data.get(name) for name in ("kind", "score", "reason", "seen")}

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


WHY = {
    ReviewDecision.Kind.TO_CORRECT.value: _("Say what has to be corrected, so that the agency knows."),
    ReviewDecision.Kind.ADJUSTED.value: _("Say why the score is adjusted, so that the agency knows."),
}


class ReopenForm(forms.Form):
    """Why a finished review is taken up again."""

    bound_field_class = PortalBoundField
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays in the history of the review. The agency does not see it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why the review is taken up again.")},
    )


class ReviewerField(forms.ModelChoiceField):
    """One of EGA's staff, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class HandOverForm(forms.Form):
    """Whose the review shall be, and why; nobody's, if nobody is chosen."""

    bound_field_class = PortalBoundField
    to = ReviewerField(
        label=_("New reviewer"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Whoever takes it next"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays in the history of the review. The agency does not see it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why the review is handed over.")},
    )

    def __init__(self, holder: int, data: Any = None) -> None:
        super().__init__(data)
        staff = Membership.objects.filter(role__in=EGA_ROLES).values("user")
        people = User.objects.filter(pk__in=staff, is_active=True).exclude(pk=holder)
        field = self.fields["to"]
        if isinstance(field, ReviewerField):
            field.queryset = people.order_by("full_name", "pk")
