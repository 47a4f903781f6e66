"""Why a score is what it is, in the reader's language."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from scoring.engine import REASON_MESSAGES, Reason
from surveys.forms.words import words
from surveys.questionnaire.model import Question


def reason_text(reason: Reason, question: Question | None = None) -> str:
    """The reason in words: options by their labels, numbers with separators."""
    params = {name: _shown(name, text, question) for name, text in reason.params.items()}
    return gettext(REASON_MESSAGES[reason.code]) % params


def option_label(question: Question, name: str) -> str:
    """The text of an option, an item, or an option of an item; the name itself where there is none."""
    labels = {choice.name: choice.label for choice in question.choices}
    labels |= {item.name: item.label for item in question.items}
    return words(labels[name]) if name in labels else name


def _shown(name: str, text: str, question: Question | None) -> str:
    if name == "choice" and question is not None:
        return option_label(question, text)
    if name == "reason":
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    places = -int(number.as_tuple().exponent)
    return f"{number:,.2f}" if places > 2 else f"{number:,f}"
