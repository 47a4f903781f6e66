"""The forms that change whom an open round asks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from reports.roster_forms.fields import PlainForm, offer, reason_field


class AskForm(PlainForm):
    """One more agency for an open round."""

    agency = forms.ChoiceField(label=_("Agency"), error_messages={"required": _("Choose the agency.")})
    reason = reason_field(_("The agency reads it in the history of its questionnaire."))

    def __init__(self, agencies: Iterable[Agency], data: Any = None) -> None:
        super().__init__(data)
        choices = [(agency.code, f"{agency.code} {agency.name}") for agency in agencies]
        offer(self, "agency", [("", _("Choose an agency")), *choices])


class WithdrawForm(PlainForm):
    """An agency leaves an open round."""

    reason = reason_field(_("The agency reads it in the history of its questionnaire."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_withdraw_%s")
