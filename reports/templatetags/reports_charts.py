"""What the templates of figures and charts need."""

from django import template

from portal.formats import Number
from surveys.forms import words as survey_words
from surveys.questionnaire.model import Label

register = template.Library()


@register.filter
def words(label: Label) -> str:
    """A text of the questionnaire in the reader's language."""
    return survey_words.words(label)


@register.filter
def bar_length(value: Number | None) -> str:
    """The length of a bar in a picture 100 wide, written so that no language changes the point."""
    return f"{float(value or 0):.2f}"
