"""Addresses of the pages of one submission."""

from django.urls import reverse

from surveys.models import Submission

Crumbs = list[tuple[str, str]]


def address(name: str, submission: Submission, *parts: object) -> str:
    """The address of the page `surveys:name` of the submission.

    A submission that is not in the database stands for somebody's preview of a questionnaire at a level, and
    has pages of its own.
    """
    if submission.is_preview:
        version, audience = submission.round.questionnaire_id, submission.agency.audience
        return reverse(f"surveys:preview_{name}", args=[version, audience, *parts])
    return reverse(f"surveys:{name}", args=[submission.round.code, submission.agency.code, *parts])


def crumbs(submission: Submission, here: str) -> Crumbs:
    """The way from the agency's overview to the page called `here`."""
    return [(submission.agency.name, address("overview", submission)), (here, "")]
