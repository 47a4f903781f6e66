"""Writing: numbers and texts."""

from collections.abc import Collection, Mapping
from typing import Any

from surveys.forms.typed import Typed
from surveys.forms.widgets.base import AnswerWidget, text_of
from surveys.questionnaire.model import Kind
from surveys.questionnaire.typed import MAX_TEXT

INPUT_MODES = {Kind.INTEGER: "numeric", Kind.DECIMAL: "decimal"}


class Number(AnswerWidget):
    """A text input, because browsers refuse Thai digits in number inputs."""

    template_name = "surveys/widgets/number.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        return {"typed": typed or "", "wrong": name in wrong, "mode": INPUT_MODES[self.question.kind]}

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        return text_of(data, name)


class Text(AnswerWidget):
    """One line, or a text area that counts. The browser cuts nothing, so that no end is lost unseen."""

    template_name = "surveys/widgets/text.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        multiline = "multiline" in self.question.appearance
        return {"typed": typed or "", "wrong": name in wrong, "limit": MAX_TEXT, "multiline": multiline}

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        return text_of(data, name)


class Nothing(AnswerWidget):
    """No input: the question is read, calculated, or answered by its files."""

    template_name = "surveys/widgets/nothing.html"

    def parts(self, name: str, typed: Typed, wrong: Collection[str]) -> dict[str, Any]:
        return {}

    def read(self, data: Mapping[str, Any], name: str) -> Typed:
        return None
