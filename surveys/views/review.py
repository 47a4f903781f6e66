"""Reading everything through, and submitting it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agencies.views.access import PersonRequest
from portal.requests import origin_of, sent_from
from surveys.forms.closing import SubmitForm
from surveys.models import Submission
from surveys.queries.submissions import Access, standing_version_of
from surveys.questionnaire.review import IssueCode
from surveys.services.editing import why_not_editable
from surveys.services.errors import BlanksChanged, Incomplete, NotEditable
from surveys.services.submitting import submit as submit_answers
from surveys.views.access import rights_of, submission_or_404
from surveys.views.addresses import address, crumbs
from surveys.views.findings import findings_about
from surveys.views.read_back import chapters, stated_in
from surveys.views.refusals import refusal_text, refused_text
from surveys.views.returned import returned_of
from surveys.views.sheet import Sheet
from surveys.views.signing_note import signing_note

ALREADY_SUBMITTED = {"already_submitted", "submitted_no_time", "already_signed", "signed_no_time"}


@require_safe
def review(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """What is missing, each a link; what stays blank; all answers; and the button to submit."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    sheet = Sheet.of(submission)
    return _page(request, sheet, submit_form(sheet))


@sent_from("surveys:review")
def submit(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Freeze the answers for the approver."""
    submission = submission_or_404(request, round_code, agency_code, Access.EDIT)
    sheet = Sheet.of(submission)
    form = submit_form(sheet, request.POST)
    if not form.is_valid():
        return _page(request, sheet, form, status=422)
    shown = request.POST.get("blank", "").split()
    try:
        submit_answers(
            submission=submission,
            user=request.user,
            now=timezone.now(),
            blank=shown,
            origin=origin_of(request),
        )
    except (Incomplete, BlanksChanged) as refused:
        messages.error(request, refused_text(refused))
        return redirect(address("review", submission))
    except NotEditable as refused:
        return _not_submitted(request, submission, refused)
    return redirect(address("receipt", submission))


def _not_submitted(request: PersonRequest, submission: Submission, refused: NotEditable) -> HttpResponse:
    """To the receipt of what is submitted already; else back to the answers, where the reason stands."""
    if refused.code in ALREADY_SUBMITTED:
        messages.info(request, refused_text(refused))
        return redirect(address("receipt", submission))
    messages.error(request, _("Nothing was submitted."))
    return redirect(address("review", submission))


def submit_form(sheet: Sheet, data: Any = None) -> SubmitForm:
    """The form that submits, with a box to tick where answers stay blank."""
    blank = len(findings_about(sheet, [IssueCode.NOT_STATED]))
    label = ngettext(
        "%(count)s question stays blank. It is to be recorded as “not stated”.",
        "%(count)s questions stay blank. They are to be recorded as “not stated”.",
        blank,
    ) % {"count": blank}
    return SubmitForm(data, blank=blank, label=label)


def _page(request: PersonRequest, sheet: Sheet, form: SubmitForm, status: int = 200) -> HttpResponse:
    submission = sheet.submission
    now = timezone.now()
    why_not = why_not_editable(submission, now)
    rights = rights_of(request.user, submission)
    context = {
        "submission": submission,
        "complete": sheet.review.is_complete,
        "blocking": findings_about(sheet, [code for code in IssueCode if code is not IssueCode.NOT_STATED]),
        "blank": findings_about(sheet, [IssueCode.NOT_STATED]),
        "chapters": chapters(sheet.questionnaire, sheet.audience, stated_in(sheet)),
        "may_edit": rights.edit and why_not is None,
        "why_not": refusal_text(why_not) if why_not else "",
        "returned": returned_of(submission),
        "reviewed": sheet.reviewed if submission.state == Submission.State.RETURNED else None,
        "signing_note": signing_note(submission, now),
        "version": standing_version_of(submission),
        "form": form,
        "crumbs": crumbs(submission, _("Review")),
    }
    return render(request, "surveys/review.html", context, status=status)
