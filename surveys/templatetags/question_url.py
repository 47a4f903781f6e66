from functools import lru_cache

from django import template
from django.urls import reverse

from surveys.models import Submission
from surveys.views.addresses import address

register = template.Library()

PLACE = "question--name"
"""Stands for the name of a question, which has no hyphens."""


@register.simple_tag
def question_url(view: str, submission: Submission, name: str) -> str:
    """The address of the page `surveys:view` of one question; a page has dozens, so one of a kind is made."""
    if submission.is_preview:
        return address(view, submission, name)
    return _pattern(view, submission.round.code, submission.agency.code).replace(PLACE, name)


@register.simple_tag
def page_url(view: str, submission: Submission, *parts: object) -> str:
    """The address of the page `surveys:view` of the submission, or of the preview that it stands for."""
    return address(view, submission, *parts)


@lru_cache(maxsize=4096)
def _pattern(view: str, round_code: str, agency_code: str) -> str:
    return reverse(f"surveys:{view}", args=[round_code, agency_code, PLACE])
