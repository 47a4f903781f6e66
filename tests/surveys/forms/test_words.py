"""The questionnaire's own texts."""

import pytest
from django.utils.translation import override

from surveys.forms.words import named, words
from surveys.questionnaire.model import Label

ASKED = Label("มีหรือไม่", "Is there one?")


@pytest.mark.parametrize(
    "language, label, text, name",
    [
        ("th", ASKED, "มีหรือไม่", "มีหรือไม่"),
        ("en", ASKED, "Is there one?", "Is there one"),
        ("en", Label("ระบุ", "List them."), "List them.", "List them"),
        ("en", Label("ไทย", "Posts (all)"), "Posts (all)", "Posts (all)"),
    ],
)
def test_a_text_and_the_name_made_of_it(language, label, text, name):
    with override(language):
        assert (words(label), named(label)) == (text, name)
