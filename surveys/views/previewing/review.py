"""Reading a preview through, with what would stand in the way of submitting."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from surveys.questionnaire.review import IssueCode
from surveys.views.findings import findings_about
from surveys.views.previewing.scratch import Scratch
from surveys.views.read_back import chapters, stated_in


@require_safe
def review(request: PersonRequest, number: int, audience: str) -> HttpResponse:
    """What is missing, each a link; what stays blank; all answers."""
    scratch = Scratch.open(request, number, audience)
    sheet = scratch.sheet
    context = scratch.frame(_("Review")) | {
        "complete": sheet.review.is_complete,
        "blocking": findings_about(sheet, [code for code in IssueCode if code is not IssueCode.NOT_STATED]),
        "blank": findings_about(sheet, [IssueCode.NOT_STATED]),
        "chapters": chapters(sheet.questionnaire, sheet.audience, stated_in(sheet)),
        "may_edit": False,
    }
    return render(request, "surveys/preview/review.html", context)
