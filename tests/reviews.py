"""Submissions with evidence and their reviews; rows of reviews made without their services.

submitted    A's submission, with evidence of `plan` and `services`
"""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from agencies.models import User
from surveys.demo.evidence import demonstration_file
from surveys.models import EvidenceFile, Review, ReviewDecision, Submission, SubmissionVersion
from surveys.services import reviewing
from surveys.services.evidence import attach
from tests.rounds import DURING, complete_and_submit

Kind = ReviewDecision.Kind


def make_review(version: SubmissionVersion, reviewer: User, **fields: Any) -> Review:
    return Review.objects.create(
        submission=version.submission, version=version, reviewer=reviewer, taken_at=DURING, **fields
    )


def make_decision(review: Review, question: str, score: str | None = None, number: int = 1) -> ReviewDecision:
    return ReviewDecision.objects.create(
        review=review,
        question=question,
        number=number,
        kind=Kind.ACCEPTED if score is None else Kind.ADJUSTED,
        score=None if score is None else Decimal(score),
        reason="" if score is None else "หลักฐานเป็นร่าง",
        decided_by=review.reviewer,
        decided_at=DURING,
    )


def decide(
    review: Review, question: str, kind: str = "accepted", now: dt.datetime = DURING, **values: Any
) -> ReviewDecision:
    """By the reviewer, over whatever stands."""
    seen = review.decisions.filter(question=question).count()
    return reviewing.decide(
        review=review, question=question, kind=kind, seen=seen, user=review.reviewer, now=now, **values
    )


def give_evidence(
    submission: Submission, user: User, question: str, words: str = "", now: dt.datetime = DURING
) -> EvidenceFile:
    """A small file that is another one for other `words`."""
    content = demonstration_file().read() + words.encode()
    upload = SimpleUploadedFile(f"หลักฐาน {question}{words}.pdf", content, "application/pdf")
    return attach(submission=submission, question=question, upload=upload, user=user, now=now)


def submit_with_evidence(
    submission: Submission, user: User, *questions: str, now: dt.datetime = DURING
) -> SubmissionVersion:
    for question in questions:
        give_evidence(submission, user, question, now=now)
    return complete_and_submit(submission, user, now)


@pytest.fixture
def uploads(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def submitted(submission: Submission, officer: User, uploads: None) -> Submission:
    submit_with_evidence(submission, officer, "plan", "services")
    return submission
