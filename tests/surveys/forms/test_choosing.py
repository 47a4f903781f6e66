"""Options and heads are kept once they are made: each language and each choice has its own."""

import pytest
from django.utils.translation import override

from surveys.forms.blocks import block_of
from surveys.forms.page import AnswersForm
from surveys.forms.standing import NO_TROUBLES, blank_standing
from surveys.questionnaire.model import Audience
from tests.surveys.forms.conftest import form_of, sent


@pytest.mark.parametrize("_again", [1, 2])
def test_each_choice_is_ticked_in_each_language(small, _again):
    seen = {}
    for language in ("th", "en"):
        for text in ("plan=finished", "plan=none", "", "plan=unheard", "na__plan=1&reason__plan=x&plan=none"):
            with override(language):
                html = str(form_of(small, "plan", sent("plan", text)).bound("plan"))
            ticked = [line for line in html.split("<input") if "checked" in line]
            seen[language, text] = [line.partition('value="')[2].partition('"')[0] for line in ticked]
            assert ("Finished" in html) == (language == "en")
    assert seen == {
        (language, text): ticked
        for language in ("th", "en")
        for text, ticked in {
            "plan=finished": ["finished"],
            "plan=none": ["none"],
            "": [],
            "plan=unheard": [],
            "na__plan=1&reason__plan=x&plan=none": [],
        }.items()
    }


@pytest.mark.parametrize("_again", [1, 2])
def test_the_head_speaks_the_language_and_has_the_number_of_the_page(small, _again):
    for language, title in (("th", small.question("plan").label.th), ("en", "Digital plan")):
        with override(language):
            form = AnswersForm([blank_standing(small.question("plan"))], Audience.DEPARTMENT)
            head = block_of(form, "plan", NO_TROUBLES).head
        assert (title in head, 'id="about-plan"' in head, "question__number" in head) == (True, True, False)
