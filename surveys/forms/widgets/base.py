"""What all widgets of questions share."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from surveys.forms.names import CLEAR, DECLARE, REASON
from surveys.forms.typed import Typed
from surveys.forms.words import words
from surveys.questionnaire.model import Audience, Choice, Question
from surveys.questionnaire.values import declared, is_declared


class AnswerWidget(forms.Widget):
    """The inputs of one question, shown and read in the shape of `surveys.forms.typed`.

    Its template finds under `widget` what `parts` gives. `attrs["wrong"]` has the names of inputs to mark.
    `read_only` says that nobody will type into it.
    """

    template_name: str

    def __init__(self, question: Question, audience: Audience) -> None:
        super().__init__()
        self.question = question
        self.audience = audience
        self.read_only = False

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        """What the template needs besides Django's name and attributes."""
        raise NotImplementedError

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        """What was typed, None for nothing."""
        raise NotImplementedError

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """As `read`, unless the answer is being cleared or declared not applicable."""
        if f"{CLEAR}{name}" in data:
            return None
        if f"{DECLARE}{name}" in data:
            return declared(data.get(f"{REASON}{name}") or "")
        return self.read(data, name)

    def get_context(self, name: str, value: Typed, attrs: dict[str, Any] | None) -> dict[str, Any]:
        given = dict(attrs or {})
        wrong = given.pop("wrong", ())
        context = super().get_context(name, None, given)
        context["widget"]["read_only"] = self.read_only
        context["widget"] |= self.parts(name, None if is_declared(value) else value, wrong)
        return context

    def render(
        self,
        name: str,
        value: Typed,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Through the portal's own template folder, which Django's form renderer does not look into."""
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))  # noqa: S308


def options(choices: tuple[Choice, ...], chosen: Collection[str], input_name: str) -> list[dict[str, Any]]:
    """One entry for each choice, ready for radios, checkboxes and lists."""
    return [
        {
            "value": choice.name,
            "label": words(choice.label),
            "checked": choice.name in chosen,
            "exclusive": choice.exclusive,
            "id": f"id_{input_name}_{choice.name}",
        }
        for choice in choices
    ]


def text_of(data: Mapping[str, Any], name: str) -> str | None:
    """What was typed under `name`; None for nothing or blanks."""
    typed = data.get(name)
    return typed if typed and typed.strip() else None
