"""How an answer stands, as a mark and a word."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from surveys.questionnaire.states import AnswerState

MENDING: Final = "mending"

STATE_WORDS = {
    MENDING: gettext_lazy("Needs correction"),
    AnswerState.ANSWERED: gettext_lazy("Answered"),
    AnswerState.NOT_STATED: gettext_lazy("Not answered yet"),
    AnswerState.NOT_APPLICABLE: gettext_lazy("Not applicable"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """The code of a mark, and the word."""

    state: str
    label: str

    @property
    def html(self) -> SafeString:
        return _rendered(self)


def badge_of(state: AnswerState, *, mending: bool) -> Badge:
    """An answer that is wrong or not complete does not pass for one; to answer "none" is to answer."""
    shown = AnswerState.ANSWERED if state is AnswerState.NONE else state
    code = MENDING if mending else str(shown)
    return Badge(code, str(STATE_WORDS[code]))


@cache
def _rendered(badge: Badge) -> SafeString:
    """There are four of them in each language."""
    return render_to_string("components/state_badge.html", {"state": badge.state, "label": badge.label})
