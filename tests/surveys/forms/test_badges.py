"""How an answer stands, as a mark and a word."""

import pytest
from django.utils.translation import override

from surveys.forms.badges import Badge, badge_of
from surveys.questionnaire.states import AnswerState


@pytest.mark.parametrize(
    "language, state, mending, badge",
    [
        ("en", AnswerState.ANSWERED, False, Badge("answered", "Answered")),
        ("en", AnswerState.ANSWERED, True, Badge("mending", "Needs correction")),
        ("en", AnswerState.NONE, False, Badge("answered", "Answered")),
        ("th", AnswerState.NONE, False, Badge("answered", "ตอบแล้ว")),
        ("th", AnswerState.NONE, True, Badge("mending", "ต้องแก้ไข")),
        ("en", AnswerState.NOT_STATED, False, Badge("not_stated", "Not answered yet")),
        ("en", AnswerState.NOT_STATED, True, Badge("mending", "Needs correction")),
        ("en", AnswerState.NOT_APPLICABLE, False, Badge("not_applicable", "Not applicable")),
    ],
)
def test_badge_of(language, state, mending, badge):
    with override(language):
        assert badge_of(state, mending=mending) == badge
