"""A day in a form of EGA."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_BUDDHIST_YEAR = 2400
BUDDHIST_ERA = 543


class DayField(forms.DateField):
    """A day; a year of the Buddhist era is meant as one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "width-10"}, format="%Y-%m-%d")
        errors = {"required": _("Give the day."), "invalid": _("Give the day as a date.")}
        super().__init__(widget=widget, error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        day = super().to_python(value)
        if day is None or day.year < FIRST_BUDDHIST_YEAR:
            return day
        try:
            return day.replace(year=day.year - BUDDHIST_ERA)
        except ValueError as error:  # the 29 February of a year that is a leap year in one era only
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
