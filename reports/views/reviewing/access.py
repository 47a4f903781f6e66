"""The submission that a reviewer looks at, and which review of it."""

from dataclasses import dataclass

from django.http import Http404

from agencies.views.access import PersonRequest
from reports.views.access import Follower, ega_or_404
from surveys.models import Review, Submission, SubmissionVersion
from surveys.queries.reviews import finished_review_of, held_review_of, reviews_of


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A submission and the version looked at. `review` is None while nobody has taken what stands."""

    follower: Follower
    submission: Submission
    version: SubmissionVersion
    review: Review | None

    @property
    def is_mine(self) -> bool:
        """Whether the reader works on it."""
        review = self.review
        return review is not None and review.is_held and review.reviewer_id == self.follower.user.pk


def submission_or_404(follower: Follower, agency_code: str) -> Submission:
    """One that has been submitted at least once, withdrawn or not."""
    found = (
        Submission.everything.with_agency()
        .of_round(follower.survey_round)
        .filter(current_version__isnull=False, agency__code=agency_code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def reviewed_or_404(request: PersonRequest, round_code: str, agency_code: str) -> Reviewed:
    """What is held, else what stands finished, else what is submitted; `?review=` asks for an older one."""
    follower = ega_or_404(request, round_code)
    submission = submission_or_404(follower, agency_code)
    review = _chosen(submission, request.GET.get("review", "")) or _present(submission)
    pk = review.version_id if review else submission.current_version_id or 0
    version = SubmissionVersion.objects.select_related("questionnaire", "submitted_by", "signature")
    return Reviewed(follower, submission, version.defer("questionnaire__document").get(pk=pk), review)


def held_or_404(submission: Submission, number: str) -> Review:
    """The review of the submission that a form was made for, whatever has become of it."""
    found = _chosen(submission, number)
    if found is None:
        raise Http404
    return found


def _chosen(submission: Submission, number: str) -> Review | None:
    """One of its reviews by its number; None for any other text."""
    return next((each for each in reviews_of(submission) if str(each.pk) == number), None) if number else None


def _present(submission: Submission) -> Review | None:
    return held_review_of(submission) or finished_review_of(submission)
