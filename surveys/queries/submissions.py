"""Submissions, each found only by those who may see it."""

import datetime as dt
from collections.abc import Callable
from enum import Enum

from django.db.models import QuerySet

from agencies.models import Agency, User
from agencies.permissions import (
    editable_agencies,
    is_ega,
    readable_agencies,
    signable_agencies,
    visible_agencies,
)
from surveys.models import Presence, Round, Submission, SubmissionEvent, SubmissionVersion

PRESENT_FOR = dt.timedelta(minutes=5)


class Access(Enum):
    """What somebody wants with a submission."""

    STATUS = "status"
    READ = "read"
    EDIT = "edit"
    SIGN = "sign"


_AGENCIES: dict[Access, Callable[[User], QuerySet[Agency]]] = {
    Access.STATUS: visible_agencies,
    Access.READ: readable_agencies,
    Access.EDIT: editable_agencies,
    Access.SIGN: signable_agencies,
}


def find_submission(*, user: User, round_code: str, agency_code: str, access: Access) -> Submission:
    """The submission, if `user` may have this access to it.

    `Submission.DoesNotExist` otherwise, whether it exists or not, so that nobody learns what others have.
    What was withdrawn from the round can still be read.
    """
    found = (
        Submission.everything.with_agency()
        .of_agencies(_AGENCIES[access](user))
        .get(round__code=round_code, agency__code=agency_code)
    )
    preparing = found.round.state == Round.State.PREPARING
    if preparing and (found.round.questionnaire_id is None or not is_ega(user)):
        raise Submission.DoesNotExist
    return found


def my_submissions(user: User) -> QuerySet[Submission]:
    """The submissions of the user's own agencies, those withdrawn among them, newest round first."""
    return (
        Submission.everything.with_agency()
        .of_agencies(Agency.objects.filter(memberships__user=user))
        .filter(round__in=Round.objects.visible_to_agencies())
        .order_by("-round__opens_on", "-round__pk", "agency__code")
    )


def people_working(submission: Submission, *, now: dt.datetime, besides: User) -> list[Presence]:
    """Who else had a page of the submission open in the last five minutes, latest first."""
    return list(
        Presence.objects.select_related("user")
        .filter(submission=submission, seen_at__gt=now - PRESENT_FOR)
        .exclude(user=besides)
        .order_by("-seen_at")
    )


def standing_version_of(submission: Submission) -> SubmissionVersion | None:
    """The version that waits or is signed, with its people and without its document; None in other states."""
    standing = submission.state in (Submission.State.WAITING, Submission.State.SIGNED)
    if submission.current_version_id is None or not standing:
        return None
    versions = SubmissionVersion.objects.select_related("submitted_by", "signature").defer("document")
    return versions.get(pk=submission.current_version_id)


def last_return_of(submission: Submission) -> SubmissionEvent | None:
    """When the answers were last returned for correction, by whom and why."""
    returns = submission.events.filter(kind=SubmissionEvent.Kind.RETURNED)
    return returns.select_related("actor").order_by("at", "pk").last()


def events_of(submission: Submission) -> list[SubmissionEvent]:
    """The life of the submission, latest first."""
    return list(submission.events.select_related("actor").order_by("-at", "-pk"))
