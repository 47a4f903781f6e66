"""The filters of the roster."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyType, Ministry, Province, Region
from agencies.models.agency import AUDIENCE_CHOICES
from portal.languages import active_language
from reports.forms import ANY, by_name
from reports.queries.roster import RosterFilters
from reports.roster_forms.fields import PlainForm, offer


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
