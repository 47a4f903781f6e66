"""The approver reads what was submitted, and signs it or gives it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from surveys.forms.closing import ReturnForm, SignForm
from surveys.models import Submission
from surveys.queries.submissions import Access
from surveys.services.errors import NotReturnable, NotSignable
from surveys.services.submitting import return_for_correction
from surveys.services.submitting import sign as sign_version
from surveys.views.access import PersonRequest, submission_or_404
from surveys.views.addresses import address, crumbs
from surveys.views.read_back import chapters, stated_in_version
from surveys.views.refusals import refused_text
from surveys.views.sheet import Sheet


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """The submitted answers with their hash; a tick and a button sign them."""
    submission = submission_or_404(request, round_code, agency_code, Access.SIGN)
    if submission.state != Submission.State.WAITING:
        return redirect(address("overview", submission))
    if request.method != "POST":
        return _page(request, submission)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, sign_form=form, status=422)
    try:
        sha256 = form.cleaned_data["sha256"]
        sign_version(submission=submission, sha256=sha256, user=request.user, now=timezone.now())
    except NotSignable as refused:
        messages.error(request, refused_text(refused))
        return redirect(address("sign", submission))
    return redirect(address("receipt", submission))


@require_POST
def give_back(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Return the answers to the officers, saying why."""
    submission = submission_or_404(request, round_code, agency_code, Access.SIGN)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, return_form=form, status=422)
    try:
        reason = form.cleaned_data["reason"]
        return_for_correction(submission=submission, reason=reason, user=request.user, now=timezone.now())
    except NotReturnable as refused:
        messages.error(request, refused_text(refused))
    return redirect(address("overview", submission))


def _page(request: PersonRequest, submission: Submission, status: int = 200, **forms: Any) -> HttpResponse:
    version = submission.current_version
    if version is None:
        return redirect(address("overview", submission))
    sheet = Sheet.of(submission)
    context = {
        "submission": submission,
        "version": version,
        "chapters": chapters(sheet.questionnaire, sheet.audience, stated_in_version(version, sheet.numbers)),
        "sign_form": SignForm(initial={"sha256": version.sha256}),
        "return_form": ReturnForm(),
        "crumbs": crumbs(submission, _("Read and sign")),
    }
    return render(request, "surveys/sign.html", context | forms, status=status)
