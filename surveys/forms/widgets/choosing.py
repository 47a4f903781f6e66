"""Choosing: radios and checkboxes."""

from collections.abc import Collection, Mapping
from typing import Any

from surveys.forms.typed import Typed
from surveys.forms.widgets.base import AnswerWidget, options, text_of


class Radios(AnswerWidget):
    template_name = "surveys/widgets/radios.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        return {"options": options(self.question.choices_for(self.audience), [typed], name)}

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        return text_of(data, name)


class Checkboxes(AnswerWidget):
    template_name = "surveys/widgets/checkboxes.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        return {"options": options(self.question.choices_for(self.audience), typed or [], name)}

    def read(self, data: Any, name: str) -> Typed:
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name)
        return chosen or None
