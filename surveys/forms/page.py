"""The questions of a page, or of one save, as a form."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from surveys.forms.fields import AnswerField, BoundAnswer
from surveys.forms.names import CHOOSE, THEIRS, VERSION
from surveys.forms.standing import Standing
from surveys.forms.typed import as_typed
from surveys.questionnaire.model import Audience
from surveys.questionnaire.values import Value


class AnswersForm(forms.Form):
    """One field for each question; what was not sent keeps what stands."""

    use_required_attribute = False
    helper: FormHelper
    rendered_fields: set[str]

    def __init__(
        self,
        standings: Iterable[Standing],
        audience: Audience,
        data: MultiValueDict[str, str] | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        self.standings = {each.question.name: each for each in standings}
        language = get_language() or "th"
        super().__init__(
            data,
            initial={
                name: as_typed(each.question, each.answer and each.answer.value, language)
                for name, each in self.standings.items()
            },
        )
        for name, each in self.standings.items():
            self.fields[name] = AnswerField(each.question, audience)
            self.fields[name].widget.read_only = read_only

    def answers(self) -> dict[str, Value | None]:
        """The canonical answers that were sent and can be kept, None for those taken back."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if self.bound(name).was_sent}

    def versions(self) -> dict[str, int]:
        """Question name → the version of the answer that the sender had seen."""
        return {name: self._version_seen(name) for name in self.fields if self.bound(name).was_sent}

    def unsaved(self) -> dict[str, Value | None]:
        """The answers that were sent, can be kept, and differ from what stands."""
        return {name: value for name, value in self.answers().items() if value != self._stands(name)}

    def unsaved_names(self) -> frozenset[str]:
        """The questions of which something was typed that does not stand."""
        return frozenset(self.unsaved()) | frozenset(self.errors)

    def bound(self, name: str) -> BoundAnswer:
        return cast(BoundAnswer, self[name])

    def version_shown(self, name: str) -> int:
        """The version that the page is to carry: as sent if what was typed is not saved, else what stands."""
        unsaved = self.is_bound and name in self.unsaved_names()
        return _whole_number(self.data, f"{VERSION}{name}") if unsaved else self.standings[name].version

    def _version_seen(self, name: str) -> int:
        prefix = THEIRS if self.data.get(f"{CHOOSE}{name}") == "mine" else VERSION
        return _whole_number(self.data, f"{prefix}{name}")

    def _stands(self, name: str) -> Value | None:
        answer = self.standings[name].answer
        return None if answer is None else answer.value


def _whole_number(data: Mapping[str, Any], name: str) -> int:
    typed = data.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
