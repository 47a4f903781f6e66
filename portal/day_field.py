import datetime as dt
from typing import Any

from django import forms

FIRST_BUDDHIST_YEAR = 2400
BUDDHIST_ERA = 543


class DayField(forms.DateField):
    """A day, chosen or typed. A year of the Buddhist era is meant as one, whatever the browser shows."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "width-10"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> dt.date | None:
        """Its 29 February is that of the Christian year, which not every year has."""
        day = super().to_python(value)
        if day is None or day.year < FIRST_BUDDHIST_YEAR:
            return day
        try:
            return day.replace(year=day.year - BUDDHIST_ERA)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
