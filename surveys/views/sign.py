"""The approver reads what was submitted, and signs it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import PersonRequest
from portal.requests import origin_of
from surveys.forms.closing import ReturnForm, SignForm
from surveys.models import Submission
from surveys.queries.submissions import Access
from surveys.services.editing import why_not_returnable, why_not_signable
from surveys.services.errors import NotSignable
from surveys.services.submitting import sign as sign_version
from surveys.views.access import submission_or_404
from surveys.views.addresses import address, crumbs
from surveys.views.read_back import chapters, stated_in_version
from surveys.views.refusals import refusal_text, refused_text
from surveys.views.settled import settled_text
from surveys.views.sheet import Sheet
from surveys.views.signing_note import signing_note


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """The submitted answers with their hash; a tick and a button sign them."""
    submission = submission_or_404(request, round_code, agency_code, Access.SIGN)
    if code := why_not_signable(submission):
        messages.info(request, settled_text(submission, code))
        return redirect(address("receipt" if code == "already_signed" else "overview", submission))
    if request.method != "POST":
        return sign_page(request, submission)
    form = SignForm(request.POST)
    if not form.is_valid():
        return sign_page(request, submission, sign_form=form, status=422)
    return _sign(request, submission, form.cleaned_data["sha256"])


def _sign(request: PersonRequest, submission: Submission, sha256: str) -> HttpResponse:
    try:
        sign_version(
            submission=submission,
            sha256=sha256,
            user=request.user,
            now=timezone.now(),
            origin=origin_of(request),
        )
    except NotSignable as refused:
        if refused.code == "version_changed":
            messages.error(request, refused_text(refused))
        return redirect(address("sign", submission))
    return redirect(address("receipt", submission))


def sign_page(
    request: PersonRequest, submission: Submission, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of a submission that waits; `forms` are those brought back with what is wrong in them."""
    version = submission.current_version
    if version is None:
        return redirect(address("overview", submission))
    sheet, now = Sheet.of(submission), timezone.now()
    why_not_return = why_not_returnable(submission, now)
    context = {
        "submission": submission,
        "version": version,
        "chapters": chapters(sheet.questionnaire, sheet.audience, stated_in_version(version, sheet)),
        "sign_form": SignForm(initial={"sha256": version.sha256}),
        "return_form": ReturnForm(),
        "why_not_return": refusal_text(why_not_return) if why_not_return else "",
        "signing_note": signing_note(submission, now),
        "own_work": version.submitted_by_id == request.user.pk,
        "crumbs": crumbs(submission, _("Read and sign")),
    }
    return render(request, "surveys/sign.html", context | forms, status=status)
