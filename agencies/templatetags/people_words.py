from django import template

from agencies.people.filters import Asked
from agencies.people.forms import ASKED_WORDS

register = template.Library()


@register.filter
def asked_word(asked: Asked) -> str:
    """The state of an invitation, in words."""
    return str(ASKED_WORDS[asked])
