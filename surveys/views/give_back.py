"""The approver gives answers back to the officers, before signing them or afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from portal.requests import origin_of
from surveys.forms.closing import ReturnForm, ReturnSignedForm
from surveys.models import Submission
from surveys.queries.submissions import Access
from surveys.services.editing import why_not_returnable
from surveys.services.errors import NotReturnable
from surveys.services.submitting import return_for_correction
from surveys.views.access import submission_or_404
from surveys.views.addresses import address, crumbs
from surveys.views.refusals import refusal_text, refused_text
from surveys.views.settled import settled_text
from surveys.views.sign import sign_page


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Say why, and return them.

    Those that wait are returned from where they are read, signed ones from a page that says what it costs.
    """
    submission = submission_or_404(request, round_code, agency_code, Access.SIGN)
    if code := why_not_returnable(submission, timezone.now()):
        messages.error(request, _refusal(submission, code))
        return redirect(address("overview", submission))
    form = form_of(submission, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _give_back(request, submission, form.cleaned_data["reason"])
    return _page(request, submission, form)


def form_of(submission: Submission, data: Any) -> ReturnForm:
    """With a tick for what it costs to return answers that count already."""
    signed = submission.state == Submission.State.SIGNED
    return ReturnSignedForm(data) if signed else ReturnForm(data)


def _refusal(submission: Submission, code: str) -> str:
    returned = submission.state == Submission.State.RETURNED
    return settled_text(submission, code) if returned else refusal_text(code)


def _give_back(request: PersonRequest, submission: Submission, reason: str) -> HttpResponse:
    try:
        return_for_correction(
            submission=submission,
            reason=reason,
            user=request.user,
            now=timezone.now(),
            origin=origin_of(request),
        )
    except NotReturnable as refused:
        messages.error(request, refused_text(refused))
    else:
        messages.success(request, _("The answers are back with the officers, who read your reason."))
    return redirect(address("overview", submission))


def _page(request: PersonRequest, submission: Submission, form: ReturnForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if submission.state == Submission.State.SIGNED:
        context = {
            "submission": submission,
            "form": form,
            "crumbs": crumbs(submission, _("Return for correction")),
        }
        return render(request, "surveys/return.html", context, status=status)
    if not form.is_bound:
        return redirect(f"{address('sign', submission)}#return")
    return sign_page(request, submission, return_form=form, status=status)
