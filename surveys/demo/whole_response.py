"""A response that is known as a whole, with all rows that it would have left behind; written many at a time.

The rows are those of `surveys.services`: the same snapshot, hash, receipt number, signature and journal.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from agencies.models import User
from surveys.demo.evidence import SharedFile
from surveys.demo.people import Staff
from surveys.models import (
    Answer,
    AnswerRevision,
    EvidenceFile,
    Signature,
    Submission,
    SubmissionEvent,
    SubmissionVersion,
)
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.review import IssueCode, Review, review
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.reconstruct import Response
from surveys.services.answers import revision_of
from surveys.services.snapshots import snapshot, version_of
from surveys.services.submitting import signature_of

Kind = SubmissionEvent.Kind
LAST_SITTING = dt.timedelta(minutes=45)
"""All answers but the first are saved in so much time before the submission."""

STEPS = ("state", "current_version", "started_at", "last_saved_at", "submitted_at", "signed_at")
COUNTS = ("answered_count", "asked_count")


class NotComplete(Exception):
    """Answers that the questionnaire would not let an agency submit."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that one signed response consists of, none of it saved."""

    submission: Submission
    answers: tuple[Answer, ...]
    evidence: tuple[EvidenceFile, ...]
    version: SubmissionVersion
    signature: Signature
    events: tuple[SubmissionEvent, ...]


def rows_of(submission: Submission, response: Response, staff: Staff, file: SharedFile) -> Rows:
    """The rows of an untouched submission that is answered, submitted and signed. Raises `NotComplete`."""
    when = response.timetable
    state = _reviewed(submission, response, ())
    lacking = state.questions_with(IssueCode.EVIDENCE)
    if lacking:
        state = _reviewed(submission, response, lacking)
    if not state.is_complete:
        wrong = tuple(issue.question for issue in state.blocking)
        raise NotComplete(f"{submission.agency.code}: {', '.join(wrong)}")
    moment = when.submitted - LAST_SITTING
    evidence = {name: [file.beside(submission, name, staff.officer, moment)] for name in lacking}
    document = snapshot(submission, 1, response.answers, evidence)
    version = version_of(submission, document, staff.officer, when.submitted)
    submission.answered_count, submission.asked_count = state.answered_count, state.asked_count
    return Rows(
        submission,
        tuple(_answers(submission, response, staff.officer)),
        tuple(each for files in evidence.values() for each in files),
        version,
        signature_of(version, staff.approver, when.signed),
        tuple(_events(version, response, staff)),
    )


@transaction.atomic
def write(responses: Sequence[Rows]) -> None:
    """Save them all, or none."""
    answers = [answer for rows in responses for answer in rows.answers]
    Answer.objects.bulk_create(answers)
    AnswerRevision.objects.bulk_create(map(revision_of, answers))
    EvidenceFile.objects.bulk_create(file for rows in responses for file in rows.evidence)
    SubmissionVersion.objects.bulk_create(rows.version for rows in responses)
    Signature.objects.bulk_create(rows.signature for rows in responses)
    SubmissionEvent.objects.bulk_create(event for rows in responses for event in rows.events)
    Submission.objects.bulk_update(map(_signed, responses), [*STEPS, *COUNTS])


def _reviewed(submission: Submission, response: Response, with_evidence: Sequence[str]) -> Review:
    audience = Audience(submission.agency.audience)
    counts = dict.fromkeys(with_evidence, 1)
    return review(questionnaire_of(submission.round), audience, response.answers, counts)


def _answers(submission: Submission, response: Response, officer: User) -> Iterator[Answer]:
    """The first one starts the submission, the others follow in one sitting at its end."""
    when = response.timetable
    pause = LAST_SITTING / (len(response.answers) + 1)
    for number, (name, value) in enumerate(response.answers.items()):
        saved_at = when.submitted - LAST_SITTING + number * pause if number else when.started
        yield Answer(
            submission=submission, question=name, value=value, version=1, saved_by=officer, saved_at=saved_at
        )


def _events(version: SubmissionVersion, response: Response, staff: Staff) -> Iterator[SubmissionEvent]:
    when, receipt = response.timetable, version.receipt_number
    for kind, person, moment, note in (
        (Kind.STARTED, staff.officer, when.started, ""),
        (Kind.SUBMITTED, staff.officer, when.submitted, receipt),
        (Kind.SIGNED, staff.approver, when.signed, receipt),
    ):
        yield SubmissionEvent(submission=version.submission, kind=kind, actor=person, at=moment, note=note)


def _signed(rows: Rows) -> Submission:
    submission = rows.submission
    submission.state, submission.current_version = Submission.State.SIGNED, rows.version
    submission.started_at = rows.answers[0].saved_at
    submission.last_saved_at = rows.answers[-1].saved_at
    submission.submitted_at = rows.version.submitted_at
    submission.signed_at = rows.signature.signed_at
    return submission
