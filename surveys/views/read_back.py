"""All answers of a questionnaire, to be read from beginning to end."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from surveys.forms.badges import MENDING, Badge, badge_of
from surveys.forms.reading import ReadBack, read_back, unit_of
from surveys.forms.words import words
from surveys.models import EvidenceFile, Submission, SubmissionVersion
from surveys.questionnaire.model import Audience, Node, Question, Questionnaire
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import is_declared
from surveys.views.addresses import address
from surveys.views.sheet import Sheet

State = Submission.State
Link = tuple[str, str]
"""A file's name and address; no address where it is no longer there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and what was answered; `unit` says what a number counts, `files` are evidence."""

    name: str
    number: str
    label: str
    unit: str
    badge: Badge
    value: ReadBack
    files: Sequence[Link]

    @property
    def wrong(self) -> bool:
        """Whether the answer is wrong or not complete."""
        return self.badge.state == MENDING


@dataclass(frozen=True, slots=True)
class Chapter:
    """One dimension with its entries."""

    code: str
    name: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Stated:
    """What is read back: the answers, states and evidence by question; `settled` once it is submitted.

    `to_mend` are the questions whose answer is wrong or not complete.
    """

    values: Mapping[str, Any]
    states: Mapping[str, AnswerState]
    files: Mapping[str, Sequence[Link]]
    numbers: Mapping[str, str]
    settled: bool
    to_mend: frozenset[str] = frozenset()


def stated_in(sheet: Sheet) -> Stated:
    """What stands now."""
    files = {name: [_link(sheet, file) for file in files] for name, files in sheet.evidence.items()}
    settled = sheet.submission.state in (State.WAITING, State.SIGNED)
    return Stated(sheet.values, sheet.review.states, files, sheet.numbers, settled, sheet.review.to_mend)


def stated_in_version(version: SubmissionVersion, sheet: Sheet) -> Stated:
    """What was submitted; the files are those of the sheet with the same content."""
    document = json.loads(version.document)
    there = {(file.question, file.sha256): file for files in sheet.evidence.values() for file in files}
    return Stated(
        values=document["answers"],
        states={name: AnswerState(state) for name, state in document["states"].items()},
        files={
            name: [_submitted_link(sheet, file, there.get((name, file["sha256"]))) for file in files]
            for name, files in document["evidence"].items()
        },
        numbers=sheet.numbers,
        settled=True,
    )


def _link(sheet: Sheet, file: EvidenceFile) -> Link:
    return file.name, address("evidence_download", sheet.submission, file.pk)


def _submitted_link(sheet: Sheet, described: Mapping[str, str], file: EvidenceFile | None) -> Link:
    return _link(sheet, file) if file else (described["name"], "")


def chapters(questionnaire: Questionnaire, audience: Audience, stated: Stated) -> list[Chapter]:
    """One chapter for each dimension; questions that do not apply are left out unless declared so."""
    return [
        Chapter(node.code, words(node.label), list(_entries(questionnaire, audience, node, stated)))
        for node in questionnaire.dimensions_for(audience)
    ]


def _entries(questionnaire: Questionnaire, audience: Audience, node: Node, stated: Stated) -> Iterator[Entry]:
    for question in questionnaire.questions_on_page(node.code, audience):
        state = stated.states.get(question.name)
        declared = is_declared(stated.values.get(question.name))
        if state is not None and (declared or state is not AnswerState.NOT_APPLICABLE):
            yield _entry(question, state, stated)


def _entry(question: Question, state: AnswerState, stated: Stated) -> Entry:
    return Entry(
        name=question.name,
        number=stated.numbers.get(question.name, ""),
        label=words(question.label),
        unit=unit_of(question),
        badge=_badge(question, state, stated),
        value=read_back(question, stated.values.get(question.name)),
        files=stated.files.get(question.name, ()),
    )


def _badge(question: Question, state: AnswerState, stated: Stated) -> Badge:
    """What is blank in answers that were submitted was confirmed to stay so."""
    badge = badge_of(state, mending=question.name in stated.to_mend)
    blank = stated.settled and state is AnswerState.NOT_STATED
    return replace(badge, label=_("Not stated")) if blank else badge
