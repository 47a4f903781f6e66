"""Taking one submission, putting it back, and a manager's handing over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.views.access import PersonRequest
from portal.requests import sent_from
from reports.review_forms import HandOverForm
from reports.views.access import ega_or_404, manager_or_403
from reports.views.frame import address
from reports.views.reviewing.access import held_or_404, reviewed_or_404, submission_or_404
from reports.views.reviewing.entries import ReviewSheet
from reports.views.reviewing.page import review_page
from reports.views.reviewing.refusals import refused_text
from surveys.services.errors import ReviewRefused
from surveys.services.reviewing import hand_over as hand_review_over
from surveys.services.reviewing import put_back as put_review_back
from surveys.services.reviewing import take as take_submission


@sent_from("reports:review")
def take(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Review what the agency has submitted."""
    follower = ega_or_404(request, round_code)
    submission = submission_or_404(follower, agency_code)
    try:
        take_submission(submission=submission, user=request.user, now=timezone.now())
    except ReviewRefused as refused:
        messages.error(request, refused_text(refused))
    return redirect(address("review", follower, agency_code))


@sent_from("reports:review")
def put_back(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Let others take it."""
    follower = ega_or_404(request, round_code)
    review = held_or_404(submission_or_404(follower, agency_code), request.POST.get("review", ""))
    try:
        put_review_back(review=review, user=request.user, now=timezone.now())
    except ReviewRefused as refused:
        messages.error(request, refused_text(refused))
        return redirect(address("review", follower, agency_code))
    messages.success(
        request, _("It waits in the queue again. What you decided is kept for whoever takes it.")
    )
    return redirect(address("reviews", follower))


@sent_from("reports:review")
def hand_over(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """Give the review to another reviewer or to nobody, saying why. Managers of EGA only."""
    follower = manager_or_403(request, round_code)
    review = held_or_404(submission_or_404(follower, agency_code), request.POST.get("review", ""))
    form = HandOverForm(review.reviewer_id, request.POST)
    if form.is_valid():
        try:
            hand_review_over(review=review, user=request.user, now=timezone.now(), **form.cleaned_data)
        except ReviewRefused as refused:
            messages.error(request, refused_text(refused))
        else:
            messages.success(request, _("Done. What was decided so far is kept."))
        return redirect(address("review", follower, agency_code))
    reviewed = reviewed_or_404(request, round_code, agency_code)
    return review_page(request, reviewed, ReviewSheet(reviewed), status=422, hand_over_form=form)
