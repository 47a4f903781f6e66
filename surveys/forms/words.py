"""The questionnaire's own texts, in the reader's language."""

from django.utils.translation import get_language

from surveys.questionnaire.model import Label


def words(label: Label) -> str:
    """The text in the reader's language."""
    return label.get(get_language() or "th")


def named(label: Label) -> str:
    """The text as a name within a sentence: without the mark at its own end."""
    return words(label).rstrip("?.:")
