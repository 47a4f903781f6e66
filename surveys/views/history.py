"""Every value that an answer ever had."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from surveys.forms.reading import read_back
from surveys.forms.words import words
from surveys.queries.answers import revisions_of
from surveys.queries.questionnaires import questionnaire_of
from surveys.queries.submissions import Access
from surveys.views.access import submission_or_404
from surveys.views.addresses import address
from surveys.views.answer import question_or_404


@require_safe
def history(request: PersonRequest, round_code: str, agency_code: str, name: str) -> HttpResponse:
    """Who answered what, and when, latest first."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    question = question_or_404(submission, name)
    node = questionnaire_of(submission.round).dimension_of(question.node)
    back = f"{address('dimension', submission, node.code)}#q-{name}"
    revisions = [(each, read_back(question, each.value)) for each in revisions_of(submission, name)]
    context = {
        "submission": submission,
        "label": words(question.label),
        "revisions": revisions,
        "back": back,
        "crumbs": [
            (submission.agency.name, address("overview", submission)),
            (words(node.label), back),
            (_("History of an answer"), ""),
        ],
    }
    return render(request, "surveys/history.html", context)
