"""A date in three parts: the day, the month by name, the year of either era."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.dates import MONTHS

from surveys.forms.names import DATE_PARTS
from surveys.forms.typed import Typed
from surveys.forms.widgets.base import AnswerWidget


class Date(AnswerWidget):
    template_name = "surveys/widgets/date.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        day, month, year = [*str(typed or "").split("/"), "", "", ""][:3]
        inputs = {part: f"{name}__{part}" for part in DATE_PARTS}
        return {
            "inputs": inputs,
            "wrong": {part for part, each in inputs.items() if each in wrong},
            "day": day,
            "year": year,
            "months": [(str(number), label, str(number) == month) for number, label in MONTHS.items()],
        }

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        typed = [(data.get(f"{name}__{part}") or "").strip() for part in DATE_PARTS]
        return "/".join(typed) if any(typed) else None
