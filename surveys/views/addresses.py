"""Addresses of the pages of one submission."""

from django.urls import reverse

from surveys.models import Submission

Crumbs = list[tuple[str, str]]


def address(name: str, submission: Submission, *parts: object) -> str:
    """The address of the page `surveys:name` of the submission."""
    return reverse(f"surveys:{name}", args=[submission.round.code, submission.agency.code, *parts])


def crumbs(submission: Submission, here: str) -> Crumbs:
    """The way from the agency's overview to the page called `here`."""
    return [(submission.agency.name, address("overview", submission)), (here, "")]
