"""Lays the questions of a dimension out under the headings of their indicators, for crispy-forms."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from surveys.forms.blocks import block_of
from surveys.forms.page import AnswersForm
from surveys.forms.standing import NO_TROUBLES, Standing, Troubles
from surveys.forms.words import words
from surveys.questionnaire.model import Node, Questionnaire


class QuestionBlock(LayoutObject):  # type: ignore[misc]  # crispy-forms ships no types
    """One question: legend, hint, help, errors, inputs, evidence, and how it stands."""

    template = "surveys/questions/question.html"

    def __init__(self, name: str, troubles: Troubles = NO_TROUBLES) -> None:
        self.fields = [name]
        self.troubles = troubles

    def render(self, form: AnswersForm, context: Any, *_args: Any, **_kwargs: Any) -> SafeString:
        """The template sees the page's whole context and its `block`."""
        (name,) = self.fields
        form.rendered_fields.add(name)
        block = block_of(form, name, self.troubles)
        return render_to_string(self.template, {**context.flatten(), "block": block})


class IndicatorSection(LayoutObject):  # type: ignore[misc]  # the same
    """The questions of one indicator under its heading, or those of the whole dimension under none."""

    template = "surveys/questions/indicator.html"

    def __init__(self, node: Node, applies: bool, blocks: Sequence[QuestionBlock]) -> None:
        self.node = node
        self.applies = applies
        self.fields = list(blocks)

    def render(self, form: AnswersForm, context: Any, *_args: Any, **_kwargs: Any) -> SafeString:
        return render_to_string(
            self.template,
            {
                "code": self.node.code if self.node.parent else "",
                "name": words(self.node.label),
                "description": words(self.node.description),
                "applies": self.applies,
                "questions": [block.render(form, context) for block in self.fields],
            },
        )


def page_helper(
    questionnaire: Questionnaire,
    standings: Sequence[Standing],
    troubles: Troubles = NO_TROUBLES,
) -> FormHelper:
    """The helper that lays out a page; the template has the form element and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        *(
            _section(questionnaire.node(code), list(group), troubles)
            for code, group in groupby(standings, key=lambda standing: standing.question.node)
        )
    )
    return helper


def _section(node: Node, standings: list[Standing], troubles: Troubles) -> IndicatorSection:
    return IndicatorSection(
        node,
        applies=any(standing.applies for standing in standings),
        blocks=[QuestionBlock(standing.question.name, troubles) for standing in standings],
    )
