"""Fetch and authorise: the first line of every view of a submission."""

from dataclasses import dataclass

from django.http import Http404

from agencies.models import User
from agencies.permissions import editable_agencies, signable_agencies
from agencies.typed import page_user_of
from agencies.views.access import PersonRequest
from surveys.models import Submission
from surveys.queries.submissions import Access, find_submission


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do with the answers that they may read."""

    edit: bool
    sign: bool


def submission_or_404(
    request: PersonRequest, round_code: str, agency_code: str, access: Access
) -> Submission:
    """The submission, if the reader may have this access to it."""
    try:
        return find_submission(
            user=request.user, round_code=round_code, agency_code=agency_code, access=access
        )
    except Submission.DoesNotExist as missing:
        raise Http404 from missing


def is_page_of_other(request: PersonRequest) -> bool:
    """Whether the page that was sent had been opened by somebody else, who has logged out since."""
    return page_user_of(request) not in (None, request.user.pk)


def rights_of(user: User, submission: Submission) -> Rights:
    """Two queries."""
    return Rights(
        edit=editable_agencies(user).filter(pk=submission.agency_id).exists(),
        sign=signable_agencies(user).filter(pk=submission.agency_id).exists(),
    )
