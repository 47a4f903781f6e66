"""Synthetic responses, made through the same services that real ones go through."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from surveys.demo.evidence import demonstration_file
from surveys.demo.people import Staff, logs_in
from surveys.demo.plausible import plausible_answers
from surveys.models import Submission
from surveys.queries.answers import review_of
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.review import IssueCode
from surveys.questionnaire.vocabulary import Audience
from surveys.services.answers import save_answers
from surveys.services.evidence import attach
from surveys.services.submitting import return_for_correction, sign, submit

State = Submission.State
RETURN_REASON = "โปรดตรวจสอบจำนวนตำแหน่งด้านดิจิทัลอีกครั้ง (ตัวอย่างเพื่อการสาธิต)"
DRAFT_SHARE = (0.2, 0.9)


@dataclass(frozen=True, slots=True)
class Timetable:
    """When an agency did what, in order."""

    saved: dt.datetime
    submitted: dt.datetime
    signed: dt.datetime

    @classmethod
    def between(cls, first: dt.datetime, last: dt.datetime, dice: Random) -> "Timetable":
        """Three moments from `first` to `last`."""
        saved, submitted, signed = sorted(first + (last - first) * dice.random() for _moment in range(3))
        return cls(saved, submitted, signed)


def respond(
    submission: Submission, state: Submission.State, staff: Staff, when: Timetable, level: float, dice: Random
) -> None:
    """Bring an untouched submission into `state`, as an agency of this readiness (0 to 1) would."""
    audience = Audience(submission.agency.audience)
    values = plausible_answers(questionnaire_of(submission.round), audience, level=level, dice=dice)
    if state == State.DRAFT:
        values = _some(values, dice)
    logs_in(staff.officer, at=when.saved)
    save_answers(submission=submission, values=values, versions={}, user=staff.officer, now=when.saved)
    if state != State.DRAFT:
        _attach_what_is_missing(submission, staff, when)
        _submit(submission, state, staff, when)


def _some(values: dict[str, Any], dice: Random) -> dict[str, Any]:
    """The first part of the answers, as of somebody who fills from the top and has not come to the end."""
    first = int(len(values) * dice.uniform(*DRAFT_SHARE))
    return dict(list(values.items())[:first])


def _attach_what_is_missing(submission: Submission, staff: Staff, when: Timetable) -> None:
    for name in review_of(submission).questions_with(IssueCode.EVIDENCE):
        attach(
            submission=submission,
            question=name,
            upload=demonstration_file(),
            user=staff.officer,
            now=when.saved,
        )


def _submit(submission: Submission, state: Submission.State, staff: Staff, when: Timetable) -> None:
    version = submit(submission=submission, user=staff.officer, now=when.submitted)
    if state == State.SIGNED:
        sign(submission=submission, sha256=version.sha256, user=staff.approver, now=when.signed)
    if state == State.RETURNED:
        return_for_correction(
            submission=submission, reason=RETURN_REASON, user=staff.approver, now=when.signed
        )
