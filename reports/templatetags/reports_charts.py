"""What the templates of figures and charts need."""

from django import template

from portal.formats import Number
from reports.charts import palette
from surveys.forms import words as survey_words
from surveys.questionnaire.model import Label

register = template.Library()


@register.simple_tag
def chart_colours() -> dict[str, str]:
    """The colours of lines and letters in pictures, which carry their own."""
    return {
        "ink": palette.INK,
        "ink_soft": palette.INK_SOFT,
        "paper": palette.PAPER,
        "line": palette.LINE,
        "action": palette.ACTION,
    }


@register.filter
def words(label: Label) -> str:
    """A text of the questionnaire in the reader's language."""
    return survey_words.words(label)


@register.filter
def bar_length(value: Number | None) -> str:
    """The length of a bar in a picture 100 wide, written so that no language changes the point."""
    return f"{float(value or 0):.2f}"
