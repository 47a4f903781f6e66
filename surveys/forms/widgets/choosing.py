"""Choosing: radios and checkboxes."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from surveys.forms.typed import Typed
from surveys.forms.widgets.base import AnswerWidget, options, text_of
from surveys.questionnaire.model import Audience, Question


class Choices(AnswerWidget):
    """The options of a list. They look the same to every agency that chose the same, so they are kept."""

    def render(
        self,
        name: str,
        value: Typed,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        typed = {value} if isinstance(value, str) else set(value or ())
        ticked = frozenset(choice.name for choice in self.question.choices if choice.name in typed)
        return _rendered(self.template_name, name, self.question, self.audience, ticked, get_language())


class Radios(Choices):
    template_name = "surveys/widgets/radios.html"

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        return text_of(data, name)


class Checkboxes(Choices):
    template_name = "surveys/widgets/checkboxes.html"

    def read(self, data: Any, name: str) -> Typed:
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name)
        return chosen or None


@lru_cache(maxsize=2048)
def _rendered(
    template: str,
    name: str,
    question: Question,
    audience: Audience,
    ticked: frozenset[str],
    _language: str | None,
) -> SafeString:
    """About 2 kB each. The language is that of the request: the template and `options` ask for it."""
    offered = options(question.choices_for(audience), ticked, name)
    return mark_safe(render_to_string(template, {"widget": {"name": name, "options": offered}}))  # noqa: S308
