from functools import lru_cache

from django import template
from django.urls import reverse

from surveys.models import Submission

register = template.Library()

PLACE = "question--name"
"""Stands for the name of a question, which has no hyphens."""


@register.simple_tag
def question_url(view: str, submission: Submission, name: str) -> str:
    """The address of the page `surveys:view` of one question; a page has dozens, so one of a kind is made."""
    return _pattern(view, submission.round.code, submission.agency.code).replace(PLACE, name)


@lru_cache(maxsize=4096)
def _pattern(view: str, round_code: str, agency_code: str) -> str:
    return reverse(f"surveys:{view}", args=[round_code, agency_code, PLACE])
