"""Several items in one answer: percentages and matrices."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from surveys.forms.typed import Typed
from surveys.forms.widgets.base import AnswerWidget, options, text_of
from surveys.forms.words import words


class ItemsWidget(AnswerWidget):
    """Reads one input for each item, called `question__item`."""

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        items = self.question.items_for(self.audience)
        typed = {item.name: text_of(data, f"{name}__{item.name}") for item in items}
        return {item: value for item, value in typed.items() if value is not None} or None


class Percentages(ItemsWidget):
    template_name = "surveys/widgets/percentages.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        given = typed or {}
        return {
            "items": [
                {
                    "name": f"{name}__{item.name}",
                    "label": words(item.label),
                    "hint": words(item.hint),
                    "typed": given.get(item.name, ""),
                    "wrong": f"{name}__{item.name}" in wrong,
                }
                for item in self.question.items_for(self.audience)
            ],
            "total": _total(given),
        }


class Matrix(ItemsWidget):
    template_name = "surveys/widgets/matrix.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        given = typed or {}
        items = self.question.items_for(self.audience)
        return {
            "head": [words(choice.label) for choice in items[0].choices_for(self.audience)] if items else [],
            "items": [
                {
                    "name": f"{name}__{item.name}",
                    "label": words(item.label),
                    "hint": words(item.hint),
                    "options": options(
                        item.choices_for(self.audience), [given.get(item.name, "")], f"{name}__{item.name}"
                    ),
                    "wrong": f"{name}__{item.name}" in wrong,
                }
                for item in items
            ],
        }


def _total(typed: Mapping[str, str]) -> str:
    """The sum of what reads as a plain number, for a first look; the judge is the questionnaire."""
    return format(sum((_plain(value) for value in typed.values()), Decimal(0)).normalize(), "f")


def _plain(typed: str) -> Decimal:
    return Decimal(typed) if typed.replace(".", "", 1).isdecimal() else Decimal(0)
