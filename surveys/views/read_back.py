"""All answers of a questionnaire, to be read from beginning to end."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.forms.badges import MENDING, Badge, badge_of
from surveys.forms.reading import ReadBack, read_back
from surveys.forms.words import words
from surveys.models import SubmissionVersion
from surveys.questionnaire.model import Audience, Node, Question, Questionnaire
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import is_declared
from surveys.views.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and what was answered; `files` are names of evidence."""

    name: str
    number: str
    label: str
    badge: Badge
    value: ReadBack
    files: Sequence[str]

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
    """What is read back: the answers, states and evidence file names by question.

    `to_mend` are the questions whose answer is wrong or not complete.
    """

    values: Mapping[str, Any]
    states: Mapping[str, AnswerState]
    files: Mapping[str, Sequence[str]]
    numbers: Mapping[str, str]
    to_mend: frozenset[str] = frozenset()


def stated_in(sheet: Sheet) -> Stated:
    """What stands now."""
    files = {name: [file.name for file in files] for name, files in sheet.evidence.items()}
    return Stated(sheet.values, sheet.review.states, files, sheet.numbers, sheet.review.to_mend)


def stated_in_version(version: SubmissionVersion, numbers: Mapping[str, str]) -> Stated:
    """What was submitted."""
    document = json.loads(version.document)
    return Stated(
        values=document["answers"],
        states={name: AnswerState(state) for name, state in document["states"].items()},
        files={name: [file["name"] for file in files] for name, files in document["evidence"].items()},
        numbers=numbers,
    )


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
        badge=badge_of(state, mending=question.name in stated.to_mend),
        value=read_back(question, stated.values.get(question.name)),
        files=stated.files.get(question.name, ()),
    )
