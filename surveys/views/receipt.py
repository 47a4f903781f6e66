"""The receipt of a submission, and the document that it vouches for."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Membership, Role
from surveys.models import Signature, Submission, SubmissionVersion
from surveys.queries.submissions import Access
from surveys.views.access import PersonRequest, rights_of, submission_or_404
from surveys.views.addresses import crumbs


@require_safe
def receipt(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Number, time, hash and signature, and how to verify them."""
    submission = submission_or_404(request, round_code, agency_code, Access.READ)
    version = _version_or_404(submission)
    context = {
        "submission": submission,
        "version": version,
        "signature": Signature.objects.filter(version=version).first(),
        "rights": rights_of(request.user, submission),
        "approvers": _approvers(submission),
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


def _approvers(submission: Submission) -> QuerySet[Membership]:
    """Who can sign: nobody who was switched off."""
    approvers = submission.agency.memberships.filter(role=Role.APPROVER, user__is_active=True)
    return approvers.select_related("user")


def _version_or_404(submission: Submission) -> SubmissionVersion:
    if submission.current_version is None:
        raise Http404
    return submission.current_version
