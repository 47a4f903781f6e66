"""Submitting, signing and returning: the steps that bind people to answers."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from agencies.models import User
from portal.queueing import nudge_on_commit
from scoring.tasks import score
from surveys.models import Signature, Submission, SubmissionEvent, SubmissionVersion
from surveys.queries.answers import answers_of, evidence_of, review_of, stated_values
from surveys.questionnaire.review import IssueCode
from surveys.services.editing import (
    lock,
    refuse_unless_editable,
    why_not_returnable,
    why_not_signable,
)
from surveys.services.errors import BlanksChanged, Incomplete, NotReturnable, NotSignable
from surveys.services.journal import record, record_start
from surveys.services.snapshots import snapshot, version_of
from surveys.tasks import tell

State, Kind = Submission.State, SubmissionEvent.Kind


@transaction.atomic
def submit(
    *,
    submission: Submission,
    user: User,
    now: dt.datetime,
    blank: Collection[str] | None = None,
    origin: str = "",
) -> SubmissionVersion:
    """Freeze the answers as a new version, have it scored, and have the approvers told.

    `blank` are the questions that the officer was shown as staying blank; None asks nobody. `origin` is the
    portal as its readers reach it, for the link in the mail; without one nobody is told.
    Raises `NotEditable`, `Incomplete`, `BlanksChanged`.
    """
    locked = lock(submission)
    refuse_unless_editable(locked, now)
    review = review_of(locked)
    if not review.is_complete:
        raise Incomplete(review)
    if blank is not None and set(blank) != set(review.questions_with(IssueCode.NOT_STATED)):
        raise BlanksChanged("blanks_changed")
    version = _freeze(locked, user, now)
    record_start(submission=locked, user=user, now=now)
    locked.state, locked.current_version, locked.submitted_at = State.WAITING, version, now
    locked.save(update_fields=["state", "started_at", "current_version", "submitted_at"])
    step = record(submission=locked, kind=Kind.SUBMITTED, user=user, now=now, note=version.receipt_number)
    nudge_on_commit(score, version_id=version.pk)
    _tell(step, origin)
    return version


@transaction.atomic
def sign(*, submission: Submission, sha256: str, user: User, now: dt.datetime, origin: str = "") -> Signature:
    """Sign the version whose hash the approver read, and have the officers told. Raises `NotSignable`."""
    locked = lock(submission)
    version = _waiting_version(locked)
    if version.sha256 != sha256:
        raise NotSignable("version_changed")
    signature = signature_of(version, user, now)
    signature.save(force_insert=True)
    locked.state, locked.signed_at = State.SIGNED, now
    locked.save(update_fields=["state", "signed_at"])
    step = record(submission=locked, kind=Kind.SIGNED, user=user, now=now, note=version.receipt_number)
    _tell(step, origin)
    return signature


@transaction.atomic
def return_for_correction(
    *, submission: Submission, reason: str, user: User, now: dt.datetime, origin: str = ""
) -> None:
    """Give the answers back to the officers, and have them told why. Raises `NotReturnable`.

    The version stays.
    """
    locked = lock(submission)
    if not reason.strip():
        raise NotReturnable("reason_missing")
    if code := why_not_returnable(locked, now):
        raise NotReturnable(code)
    locked.state, locked.signed_at = State.RETURNED, None
    locked.save(update_fields=["state", "signed_at"])
    _tell(record(submission=locked, kind=Kind.RETURNED, user=user, now=now, note=reason.strip()), origin)


def _tell(step: SubmissionEvent, origin: str) -> None:
    if origin:
        nudge_on_commit(tell, event_id=step.pk, origin=origin)


def signature_of(version: SubmissionVersion, user: User, now: dt.datetime) -> Signature:
    """The signature of `user` as they are called today, bound to the SHA-256 of the version; not saved."""
    return Signature(
        version=version,
        sha256=version.sha256,
        signed_by=user,
        signed_at=now,
        full_name=user.full_name,
        position=user.position,
    )


def _freeze(submission: Submission, user: User, now: dt.datetime) -> SubmissionVersion:
    number = submission.versions.count() + 1
    document = snapshot(submission, number, stated_values(answers_of(submission)), evidence_of(submission))
    version = version_of(submission, document, user, now)
    version.save(force_insert=True)
    return version


def _waiting_version(submission: Submission) -> SubmissionVersion:
    if code := why_not_signable(submission):
        raise NotSignable(code)
    if submission.current_version is None:
        raise NotSignable("not_submitted")
    return submission.current_version
