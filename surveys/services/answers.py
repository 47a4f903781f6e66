"""Saving answers: one upsert, one version check, nothing overwritten unseen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from agencies.models import User
from audit.whence import address
from surveys.models import Answer, AnswerRevision, Submission
from surveys.queries.answers import answers_of, count_saves, evidence_counts, stated_values
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.answers import normalise
from surveys.questionnaire.review import Review, review
from surveys.questionnaire.vocabulary import Audience, Kind
from surveys.services.editing import lock, refuse_unless_editable
from surveys.services.errors import UnknownQuestion
from surveys.services.journal import record_start
from surveys.services.presence import note_presence

_COPIED = ("value", "version", "saved_by", "saved_at")


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What became of each question of one save.

    `conflicts` holds the answer that somebody else saved meanwhile; those questions were not changed.
    `values`, `review` and `saves` (see `count_saves`) are those of the whole submission after the save.
    """

    values: dict[str, Any]
    review: Review
    saves: int
    saved: dict[str, Answer] = field(default_factory=dict)
    conflicts: dict[str, Answer] = field(default_factory=dict)
    unchanged: frozenset[str] = frozenset()


@transaction.atomic
def save_answers(
    *,
    submission: Submission,
    values: Mapping[str, Any],
    versions: Mapping[str, int],
    user: User,
    now: dt.datetime,
) -> SaveResult:
    """Save canonical `values` (None takes an answer back) over the `versions` that the page had seen.

    A question that somebody else saved since is left as it is and reported; the others are saved. Saving
    the value that already stands changes nothing, whatever version was seen. Raises `NotEditable`,
    `UnknownQuestion` and `surveys.questionnaire.faults.AnswerError`, each before anything is saved.
    """
    locked = lock(submission)
    refuse_unless_editable(locked, now)
    wanted = {name: _checked(locked, name, value) for name, value in values.items()}
    stored = answers_of(locked)
    changed = {name: value for name, value in wanted.items() if value != _value(stored.get(name))}
    conflicts = {
        name: stored[name]
        for name in changed
        if name in stored and stored[name].version != versions.get(name, 0)
    }
    saved = _write(
        [
            _next(locked, stored, name, value, user, now)
            for name, value in changed.items()
            if name not in conflicts
        ]
    )
    standing = stored | saved
    values_now = stated_values(standing)
    state_now = _review(locked, values_now)
    if saved:
        _note_progress(locked, state_now, user, now)
        note_presence(submission=locked, dimension=_dimension(locked, saved), user=user, now=now)
    unchanged = frozenset(wanted.keys() - changed.keys())
    return SaveResult(values_now, state_now, count_saves(standing), saved, conflicts, unchanged)


def refresh_progress(*, submission: Submission) -> None:
    """Count again how far the locked `submission` has come, as after evidence was added or taken back."""
    state = _review(submission, stated_values(answers_of(submission)))
    submission.answered_count, submission.asked_count = state.answered_count, state.asked_count
    submission.save(update_fields=["answered_count", "asked_count"])


def _checked(submission: Submission, name: str, value: Any) -> Any:
    questionnaire, audience = questionnaire_of(submission.round), Audience(submission.agency.audience)
    if not questionnaire.has_question(name):
        raise UnknownQuestion("unknown_question")
    question = questionnaire.question(name)
    if question.kind is Kind.FILE or not question.kind.is_asked or not question.asked_of(audience):
        raise UnknownQuestion("unknown_question")
    return None if value is None else normalise(question, value, audience)


def _value(answer: Answer | None) -> Any:
    return None if answer is None else answer.value


def _version(answer: Answer | None) -> int:
    return 0 if answer is None else answer.version


def _next(
    submission: Submission, stored: Mapping[str, Answer], name: str, value: Any, user: User, now: dt.datetime
) -> Answer:
    return Answer(
        submission=submission,
        question=name,
        value=value,
        version=_version(stored.get(name)) + 1,
        saved_by=user,
        saved_at=now,
    )


def _write(answers: list[Answer]) -> dict[str, Answer]:
    if answers:
        Answer.objects.bulk_create(
            answers, update_conflicts=True, unique_fields=["submission", "question"], update_fields=_COPIED
        )
        AnswerRevision.objects.bulk_create(revision_of(answer) for answer in answers)
    return {answer.question: answer for answer in answers}


def revision_of(answer: Answer) -> AnswerRevision:
    """What stays of the answer when another value stands; not saved yet."""
    copied = {name: getattr(answer, name) for name in _COPIED}
    return AnswerRevision(submission=answer.submission, question=answer.question, address=address(), **copied)


def _review(submission: Submission, values: Mapping[str, Any]) -> Review:
    audience = Audience(submission.agency.audience)
    return review(questionnaire_of(submission.round), audience, values, evidence_counts(submission))


def _dimension(submission: Submission, saved: Mapping[str, Answer]) -> str:
    questionnaire = questionnaire_of(submission.round)
    return questionnaire.dimension_of(questionnaire.question(next(iter(saved))).node).code


def _note_progress(submission: Submission, state: Review, user: User, now: dt.datetime) -> None:
    record_start(submission=submission, user=user, now=now)
    submission.answered_count, submission.asked_count = state.answered_count, state.asked_count
    submission.last_saved_at = now
    submission.save(update_fields=["state", "started_at", "last_saved_at", "answered_count", "asked_count"])
