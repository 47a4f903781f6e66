"""The document that is hashed, signed and scored."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from agencies.models import User
from surveys.models import EvidenceFile, Submission, SubmissionVersion
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.applicability import applicable
from surveys.questionnaire.document import canonical_json, sha256_of
from surveys.questionnaire.review import review
from surveys.questionnaire.vocabulary import Audience

FORMAT = 1


def snapshot(
    submission: Submission,
    number: int,
    values: Mapping[str, Any],
    evidence: Mapping[str, list[EvidenceFile]],
) -> dict[str, Any]:
    """What the agency stated, as plain data.

    Answers behind a gate that says no are left out: the agency did not see them when it submitted.
    """
    questionnaire, audience = questionnaire_of(submission.round), Audience(submission.agency.audience)
    asked = applicable(questionnaire, audience, values)
    counts = {name: len(files) for name, files in evidence.items()}
    states = review(questionnaire, audience, values, counts).states
    return {
        "format": FORMAT,
        "round": submission.round.code,
        "agency": submission.agency.code,
        "audience": audience.value,
        "number": number,
        "questionnaire": submission.round.chosen_questionnaire.sha256,
        "answers": {name: value for name, value in values.items() if name in asked},
        "states": {name: state.value for name, state in states.items()},
        "evidence": {
            name: [_described(file) for file in files] for name, files in evidence.items() if name in asked
        },
    }


def version_of(
    submission: Submission, document: Mapping[str, Any], user: User, now: dt.datetime
) -> SubmissionVersion:
    """The version that keeps a `snapshot` for good, with its SHA-256 and its receipt number; not saved."""
    number, text = document["number"], canonical_json(document)
    return SubmissionVersion(
        submission=submission,
        number=number,
        questionnaire=submission.round.chosen_questionnaire,
        document=text,
        evidenced_count=len(document["evidence"]),
        sha256=sha256_of(text),
        receipt_number=f"{submission.round.code}-{submission.agency.code}-{number}",
        submitted_by=user,
        submitted_at=now,
    )


def _described(evidence: EvidenceFile) -> dict[str, Any]:
    return {"name": evidence.name, "size": evidence.size, "sha256": evidence.sha256}
