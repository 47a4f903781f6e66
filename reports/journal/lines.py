"""The lines of the journal in the reader's language."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from agencies.models import User
from audit.models import AuditEntry
from audit.words import in_words
from reports.journal.filters import Source
from reports.journal.rows import ABOUT_AGENCIES, OF_EVIDENCE, Row
from surveys.forms.reading import ReadBack, read_back
from surveys.forms.words import words
from surveys.models import AnswerRevision, ReviewDecision, Submission, SubmissionEvent
from surveys.queries.questionnaires import questionnaire_of

NOTHING = ReadBack()


@dataclass(frozen=True, slots=True)
class Line:
    """One change. `actor` is None where the portal did it, `address` empty where no request brought it.

    `before` and `after` are what was read there, as `ReadBack`; `agency` is empty where it concerns none.
    """

    at: dt.datetime
    source: Source
    actor: User | None
    address: str
    what: str
    which: str
    round_code: str
    agency_code: str
    note: str = ""
    before: ReadBack = NOTHING
    after: ReadBack = NOTHING


def lines_of(rows: Iterable[Row]) -> list[Line]:
    """The lines of these rows, in their order; a fixed number of queries for each table."""
    places = [Row(*row) for row in rows]
    found = {
        (source.value, pk): line
        for source, read in READERS.items()
        for pk, line in read([row.pk for row in places if row.source == source]).items()
    }
    return [found[row.source, row.pk] for row in places]


def _decisions(pks: list[int]) -> dict[int, Line]:
    entries = AuditEntry.objects.filter(pk__in=pks).select_related("actor")
    return {entry.pk: _decision(entry) for entry in entries}


def _decision(entry: AuditEntry) -> Line:
    return Line(
        at=entry.at,
        source=Source.EVIDENCE if entry.action in OF_EVIDENCE else Source.DECISION,
        actor=entry.actor,
        address=entry.address or "",
        what=entry.what,
        which=entry.code,
        round_code=entry.round_code,
        agency_code=entry.code if entry.kind in ABOUT_AGENCIES else "",
        note=entry.note,
        before=_values(entry.before),
        after=_values(entry.after),
    )


def _values(values: Mapping[str, Any] | None) -> ReadBack:
    return ReadBack(pairs=tuple(in_words(name, value) for name, value in (values or {}).items()))


def _steps(pks: list[int]) -> dict[int, Line]:
    events = SubmissionEvent.objects.filter(pk__in=pks).select_related("actor", *_SUBMISSION)
    return {event.pk: _step(event) for event in events.defer(_DOCUMENT)}


_SUBMISSION = ("submission__agency", "submission__round__questionnaire")
_DOCUMENT = "submission__round__questionnaire__document"


def _step(event: SubmissionEvent) -> Line:
    return Line(
        at=event.at,
        source=Source.STEP,
        actor=event.actor,
        address=event.address or "",
        what=event.get_kind_display(),
        note=event.note,
        **_of(event.submission),
    )


def _of(submission: Submission) -> Mapping[str, Any]:
    return {
        "which": submission.agency.name,
        "round_code": submission.round.code,
        "agency_code": submission.agency.code,
    }


def _answers(pks: list[int]) -> dict[int, Line]:
    saved = AnswerRevision.objects.filter(pk__in=pks).select_related("saved_by", *_SUBMISSION)
    revisions = saved.defer(_DOCUMENT).annotate(value_before=Subquery(_EARLIER.values("value")))
    return {each.pk: _answer(each, each.value_before) for each in revisions}


_EARLIER = AnswerRevision.objects.filter(
    submission=OuterRef("submission"), question=OuterRef("question"), version=OuterRef("version") - 1
)
"""The revision that a revision has replaced."""


def _answer(revision: AnswerRevision, before: Any) -> Line:
    questionnaire = questionnaire_of(revision.submission.round)
    name = revision.question
    question = questionnaire.question(name) if questionnaire.has_question(name) else None
    return Line(
        at=revision.saved_at,
        source=Source.ANSWER,
        actor=revision.saved_by,
        address=revision.address or "",
        what=_("Answer: %(question)s") % {"question": words(question.label) if question else name},
        before=read_back(question, before) if question else ReadBack(lines=(str(before),)),
        after=read_back(question, revision.value) if question else ReadBack(lines=(str(revision.value),)),
        **_of(revision.submission),
    )


def _reviews(pks: list[int]) -> dict[int, Line]:
    places = [f"review__{each}" for each in _SUBMISSION]
    found = ReviewDecision.objects.filter(pk__in=pks).select_related("decided_by", *places)
    decisions = list(found.defer(f"review__{_DOCUMENT}"))
    ends = {(each.review_id, each.question, each.number + 1): each for each in _decided_before(decisions)}
    return {
        each.pk: _reviewed(each, ends.get((each.review_id, each.question, each.number))) for each in decisions
    }


def _decided_before(decisions: list[ReviewDecision]) -> QuerySet[ReviewDecision]:
    """The decisions that these have replaced."""
    places = [
        Q(review=each.review_id, question=each.question, number=each.number - 1)
        for each in decisions
        if each.number > 1
    ]
    return ReviewDecision.objects.filter(reduce(or_, places)) if places else ReviewDecision.objects.none()


def _reviewed(decision: ReviewDecision, before: ReviewDecision | None) -> Line:
    submission = decision.review.submission
    questionnaire, name = questionnaire_of(submission.round), decision.question
    label = words(questionnaire.question(name).label) if questionnaire.has_question(name) else name
    taken_over = decision.carried_from_id is not None
    what = _("Review, taken over: %(question)s") if taken_over else _("Review: %(question)s")
    return Line(
        at=decision.decided_at,
        source=Source.REVIEW,
        actor=decision.decided_by,
        address=decision.address or "",
        what=what % {"question": label},
        note=decision.reason,
        before=_verdict(before),
        after=_verdict(decision),
        **_of(submission),
    )


def _verdict(decision: ReviewDecision | None) -> ReadBack:
    if decision is None:
        return NOTHING
    said = decision.get_kind_display()
    return ReadBack(lines=(said if decision.score is None else f"{said}: {decision.score:.2f}",))


READERS: Mapping[Source, Callable[[list[int]], dict[int, Line]]] = {
    Source.DECISION: _decisions,
    Source.STEP: _steps,
    Source.EVIDENCE: _decisions,
    Source.REVIEW: _reviews,
    Source.ANSWER: _answers,
}
