"""Answers and evidence of one submission."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from surveys.models import Answer, AnswerRevision, EvidenceFile, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.review import Review, review
from surveys.questionnaire.vocabulary import Audience


def answers_of(submission: Submission) -> dict[str, Answer]:
    """Question name → the answer as it stands, those taken back (value null) included."""
    return {answer.question: answer for answer in submission.answers.select_related("saved_by")}


def stated_values(answers: dict[str, Answer]) -> dict[str, Any]:
    """Question name → canonical value, of the questions that have one."""
    return {name: answer.value for name, answer in answers.items() if answer.value is not None}


def count_saves(answers: Mapping[str, Answer]) -> int:
    """How often any of them was saved: of two states of a submission, the later one has the higher count."""
    return sum(answer.version for answer in answers.values())


def evidence_of(submission: Submission) -> dict[str, list[EvidenceFile]]:
    """Question name → its evidence files, oldest first."""
    files: defaultdict[str, list[EvidenceFile]] = defaultdict(list)
    for evidence in submission.evidence.present().select_related("uploaded_by"):
        files[evidence.question].append(evidence)
    return dict(files)


def evidence_counts(submission: Submission) -> dict[str, int]:
    """Question name → how many evidence files it has."""
    return dict(Counter(submission.evidence.present().values_list("question", flat=True)))


def review_of(submission: Submission) -> Review:
    """What the submission still lacks, judged now."""
    return review(
        questionnaire_of(submission.round),
        Audience(submission.agency.audience),
        stated_values(answers_of(submission)),
        evidence_counts(submission),
    )


def revisions_of(submission: Submission, question: str) -> list[AnswerRevision]:
    """Every value the answer ever had, latest first."""
    return list(
        submission.answer_revisions.filter(question=question).select_related("saved_by").order_by("-version")
    )
