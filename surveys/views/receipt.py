"""The receipt of a submission, and the document that it vouches for."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Role, User
from agencies.views.access import PersonRequest
from surveys.models import Signature, Submission, SubmissionVersion
from surveys.queries.submissions import Access
from surveys.services.editing import why_not_editable, why_not_returnable
from surveys.views.access import rights_of, submission_or_404
from surveys.views.addresses import crumbs
from surveys.views.refusals import refusal_text
from surveys.views.reviewed import reviewed_by_ega
from surveys.views.signing_note import signing_note

State = Submission.State


@require_safe
def receipt(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Number, time, hash and signature, and how to verify them."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    version = _version_or_404(submission)
    now, rights = timezone.now(), rights_of(request.user, submission)
    signature = Signature.objects.filter(version=version).first()
    context = {
        "submission": submission,
        "version": version,
        "signature": signature,
        "alone": signature is not None and signature.signed_by_id == version.submitted_by_id,
        "rights": rights,
        "may_return": rights.sign and why_not_returnable(submission, now) is None,
        "why_not": _why_not(submission, now),
        "approvers": _approvers(submission) if submission.state == State.WAITING else [],
        "reviewed": reviewed_by_ega(submission),
        "signing_note": signing_note(submission, now),
        "crumbs": crumbs(submission, _("Receipt")),
    }
    return render(request, "surveys/receipt.html", context)


@require_safe
def snapshot(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """The submitted document, byte for byte what was hashed."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    version = _version_or_404(submission)
    response = HttpResponse(version.document.encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{version.receipt_number}.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _approvers(submission: Submission) -> list[User]:
    """Who can sign: nobody who was switched off."""
    approvers = submission.agency.memberships.filter(role=Role.APPROVER)
    return list(User.objects.filter(pk__in=approvers.values("user"), is_active=True).order_by("full_name"))


def _why_not(submission: Submission, now: dt.datetime) -> str:
    """Why the answers cannot be changed, and what to do if they must be; of what stands."""
    code = why_not_editable(submission, now)
    return refusal_text(code) if code and submission.state in (State.WAITING, State.SIGNED) else ""


def _version_or_404(submission: Submission) -> SubmissionVersion:
    if submission.current_version is None:
        raise Http404
    return submission.current_version
