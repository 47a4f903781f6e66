"""Finishing a review, and taking a finished one up again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from agencies.permissions import is_manager
from agencies.views.access import PersonRequest
from portal.requests import origin_of, sent_from
from reports.review_forms import ReopenForm
from reports.views.access import ega_or_404
from reports.views.frame import address
from reports.views.reviewing.access import held_or_404, reviewed_or_404, submission_or_404
from reports.views.reviewing.entries import ReviewSheet
from reports.views.reviewing.page import review_page
from reports.views.reviewing.refusals import refused_text
from surveys.models import Review
from surveys.services.errors import NotReturnable, ReviewRefused
from surveys.services.reviewing_finish import finish as finish_review
from surveys.services.reviewing_finish import reopen as reopen_review

DONE = {
    Review.Outcome.ACCEPTED: gettext_noop("The review is finished: everything is accepted."),
    Review.Outcome.ADJUSTED: gettext_noop(
        "The review is finished. The adjusted scores count once a manager scores the round again with them."
    ),
    Review.Outcome.SENT_BACK: gettext_noop(
        "The review is finished. The submission is back with the agency, which reads your reasons beside "
        "its questions."
    ),
}


@sent_from("reports:review")
def finish(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Accept it, with adjustments if there are some, or send it back."""
    follower = ega_or_404(request, round_code)
    review = held_or_404(submission_or_404(follower, agency_code), request.POST.get("review", ""))
    try:
        done = finish_review(review=review, user=request.user, now=timezone.now(), origin=origin_of(request))
    except (ReviewRefused, NotReturnable) as refused:
        messages.error(request, refused_text(refused))
        return redirect(f"{address('review', follower, agency_code)}#finish")
    messages.success(request, gettext(DONE[Review.Outcome(done.outcome)]))
    return redirect(address("review", follower, agency_code))


@sent_from("reports:review")
def reopen(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Take it up again, saying why. Its reviewer and EGA's managers only."""
    follower = ega_or_404(request, round_code)
    review = held_or_404(submission_or_404(follower, agency_code), request.POST.get("review", ""))
    if review.reviewer_id != request.user.pk and not is_manager(request.user):
        raise PermissionDenied
    form = ReopenForm(request.POST)
    if not form.is_valid():
        reviewed = reviewed_or_404(request, round_code, agency_code)
        return review_page(request, reviewed, ReviewSheet(reviewed), status=422, reopen_form=form)
    try:
        reopen_review(review=review, user=request.user, now=timezone.now(), **form.cleaned_data)
    except ReviewRefused as refused:
        messages.error(request, refused_text(refused))
    else:
        messages.success(request, _("The review is yours now, and begins with everything decided so far."))
    return redirect(address("review", follower, agency_code))
