"""Files beside an answer: checked when they come, never deleted."""

import datetime as dt
import hashlib
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from agencies.models import User
from audit.actions import Action
from audit.services import record as audit
from portal.filenames import one_line_name
from surveys.models import EvidenceFile, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.model import Question
from surveys.questionnaire.vocabulary import Audience, Kind
from surveys.services.answers import refresh_progress
from surveys.services.editing import lock, refuse_unless_editable
from surveys.services.errors import EvidenceRefused
from surveys.services.file_kinds import KINDS, OLD_OFFICE, content_type_of, ending_of
from surveys.services.journal import record_start

MOST_FILES = 10
LONGEST_NAME = 200


@transaction.atomic
def attach(
    *, submission: Submission, question: str, upload: UploadedFile, user: User, now: dt.datetime
) -> EvidenceFile:
    """Keep `upload` as evidence of `question`. Raises `NotEditable`, `EvidenceRefused`, and keeps nothing."""
    locked = lock(submission)
    refuse_unless_editable(locked, now)
    _refuse_unless_asked(locked, question)
    content_type = _checked_content_type(upload)
    sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
    _refuse_if_enough(locked, question, sha256)
    upload.seek(0)
    evidence = EvidenceFile(
        submission=locked,
        question=question,
        name=one_line_name(upload.name or "", LONGEST_NAME),
        content_type=content_type,
        size=upload.size or 0,
        sha256=sha256,
        uploaded_by=user,
        uploaded_at=now,
    )
    evidence.file.save(sha256, upload, save=True)
    _note_work(locked, user, now)
    _write_down(Action.EVIDENCE_ATTACHED, evidence, user, now, after=_as_written(evidence))
    return evidence


@transaction.atomic
def take_back(*, evidence: EvidenceFile, user: User, now: dt.datetime) -> None:
    """Take the file away from the answer; the bytes and the record of it stay. Raises `NotEditable`."""
    locked = lock(evidence.submission)
    refuse_unless_editable(locked, now)
    present = locked.evidence.present().filter(pk=evidence.pk)
    removed = present.update(removed_by=user, removed_at=now)
    _note_work(locked, user, now)
    if removed:
        _write_down(Action.EVIDENCE_TAKEN_BACK, evidence, user, now, before=_as_written(evidence))


def _write_down(action: Action, evidence: EvidenceFile, user: User, now: dt.datetime, **values: Any) -> None:
    submission = evidence.submission
    audit(
        action=action,
        code=submission.agency.code,
        round_code=submission.round.code,
        user=user,
        now=now,
        **values,
    )


def _as_written(evidence: EvidenceFile) -> dict[str, str]:
    """Without the name that somebody gave the file: it may name a person."""
    return {"question": evidence.question, "file_sha256": evidence.sha256}


def _refuse_unless_asked(submission: Submission, name: str) -> None:
    questionnaire, audience = questionnaire_of(submission.round), Audience(submission.agency.audience)
    if not questionnaire.has_question(name) or not _takes_files(questionnaire.question(name), audience):
        raise EvidenceRefused("evidence_not_asked")


def _takes_files(question: Question, audience: Audience) -> bool:
    return question.asked_of(audience) and (question.kind is Kind.FILE or question.evidence.allowed)


def _checked_content_type(upload: UploadedFile) -> str:
    if not upload.size:
        raise EvidenceRefused("evidence_empty")
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        raise EvidenceRefused("evidence_too_large", size=upload.size, limit=settings.EVIDENCE_MAX_BYTES)
    ending = ending_of(upload.name or "")
    if ending in OLD_OFFICE:
        raise EvidenceRefused("evidence_old_office", old=ending, new=OLD_OFFICE[ending])
    if ending not in KINDS:
        raise EvidenceRefused("evidence_kind")
    content_type = content_type_of(upload, ending)
    if content_type is None:
        raise EvidenceRefused("evidence_content")
    upload.seek(0)
    return content_type


def _refuse_if_enough(submission: Submission, question: str, sha256: str) -> None:
    present = list(submission.evidence.present().filter(question=question).values_list("sha256", flat=True))
    if sha256 in present:
        raise EvidenceRefused("evidence_twice")
    if len(present) >= MOST_FILES:
        raise EvidenceRefused("evidence_too_many")


def _note_work(submission: Submission, user: User, now: dt.datetime) -> None:
    record_start(submission=submission, user=user, now=now)
    submission.last_saved_at = now
    submission.save(update_fields=["state", "started_at", "last_saved_at"])
    refresh_progress(submission=submission)
