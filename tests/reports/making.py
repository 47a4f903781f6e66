"""Submissions made straight into the database, for tests of what is counted and not of how it came about."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from agencies.models import Agency, User
from scoring.models import NodeScore, Scorecard, ScoringRun
from scoring.services.scorecards import live_run
from surveys.models import EvidenceFile, Round, Signature, Submission, SubmissionVersion
from surveys.questionnaire.document import canonical_json, sha256_of
from surveys.services.snapshots import snapshot
from tests.rounds import COMPLETE, DURING

State = Submission.State
Absence = NodeScore.Absence
BLANK = "blank"


def submission_of(survey_round: Round, agency: Agency) -> Submission:
    return Submission.objects.with_agency().get(round=survey_round, agency=agency)


def begin(submission: Submission, *, at: dt.datetime = DURING, answered: int = 1) -> Submission:
    submission.state, submission.started_at, submission.last_saved_at = State.DRAFT, at, at
    submission.answered_count = answered
    submission.save()
    return submission


def submit(
    submission: Submission,
    user: User,
    *,
    at: dt.datetime = DURING,
    answers: Mapping[str, Any] = COMPLETE,
    evidence: Mapping[str, list[EvidenceFile]] | None = None,
) -> SubmissionVersion:
    """A version as the portal freezes it; its submission waits for the signature."""
    number = submission.versions.count() + 1
    document = canonical_json(snapshot(submission, number, answers, evidence or {}))
    version = SubmissionVersion.objects.create(
        submission=submission,
        number=number,
        questionnaire=submission.round.chosen_questionnaire,
        document=document,
        evidenced_count=len(evidence or {}),
        sha256=sha256_of(document),
        receipt_number=f"{submission.round.code}-{submission.agency.code}-{number}",
        submitted_by=user,
        submitted_at=at,
    )
    submission.state, submission.current_version, submission.submitted_at = State.WAITING, version, at
    submission.started_at = submission.started_at or at
    submission.answered_count = submission.asked_count
    submission.save()
    return version


def sign(
    submission: Submission, user: User, *, at: dt.datetime = DURING, **submitted: Any
) -> SubmissionVersion:
    """A signed version, submitted at the same moment unless `submitted` says otherwise."""
    version = submit(submission, user, **{"at": at} | submitted)
    Signature.objects.create(
        version=version,
        sha256=version.sha256,
        signed_by=user,
        signed_at=at,
        full_name=user.full_name,
        position="",
    )
    submission.state, submission.signed_at = State.SIGNED, at
    submission.save()
    return version


def give_back(submission: Submission) -> None:
    submission.state, submission.signed_at = State.RETURNED, None
    submission.save()


def score(
    version: SubmissionVersion, total: str | None, nodes: Mapping[str, str | None] | None = None
) -> Scorecard:
    """A scorecard in the live run; `nodes` are scores of dimensions and indicators by code.

    None is a node that does not apply, `BLANK` one that was not stated and is left out.
    """
    return score_in(live_run(survey_round=version.submission.round, now=DURING), version, total, nodes or {})


def score_in(
    run: ScoringRun, version: SubmissionVersion, total: str | None, nodes: Mapping[str, str | None]
) -> Scorecard:
    card = Scorecard.objects.create(
        run=run,
        submission=version.submission,
        version=version,
        total=total and Decimal(total),
        explanation="{}",
        engine_version=run.engine_version,
        scored_at=DURING,
    )
    NodeScore.objects.bulk_create(_nodes(card, nodes))
    return card


def _nodes(card: Scorecard, nodes: Mapping[str, str | None]) -> Iterable[NodeScore]:
    for code, score in nodes.items():
        kind = NodeScore.Kind.INDICATOR if "." in code else NodeScore.Kind.DIMENSION
        absence = {None: Absence.NOT_APPLICABLE, BLANK: Absence.NOT_STATED}.get(score, "")
        yield NodeScore(
            scorecard=card,
            code=code,
            kind=kind,
            score=None if absence else Decimal(score or 0),
            absence=absence,
            weight=1,
            effective_weight=1,
            contribution=0,
        )
