"""One question on a page: its words, its inputs, what is wrong, how it stands."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from surveys.forms.badges import Badge, badge_of
from surveys.forms.evidence_words import evidence_rule
from surveys.forms.messages import Complaint, complaints_of, inputs_in
from surveys.forms.page import AnswersForm
from surveys.forms.reading import ReadBack, calculated_text, read_back
from surveys.forms.saved_words import saved_words
from surveys.forms.standing import Standing, Troubles
from surveys.forms.words import words
from surveys.models import Answer
from surveys.questionnaire.model import EvidenceRule, Kind, Question
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import is_declared

SINGLE_INPUT = {Kind.INTEGER, Kind.DECIMAL, Kind.TEXT}
CLEARABLE = {Kind.SELECT_ONE, Kind.MATRIX}
WIDE = {Kind.MATRIX, Kind.ROWS}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved this question meanwhile: both values in words, and their version."""

    mine: ReadBack
    theirs: ReadBack
    answer: Answer


@dataclass(frozen=True, slots=True)
class Block:
    """What the template of a question needs."""

    standing: Standing
    label: str
    head: SafeString
    inputs: SafeString
    errors: list[Complaint]
    version: int
    saved_words: str
    declared: bool
    reason: str
    evidence_rule: str
    conflict: Conflict | None
    upload_errors: list[str]

    @property
    def name(self) -> str:
        return self.standing.question.name

    @property
    def badge(self) -> Badge:
        return badge_of(self.standing.state or AnswerState.NOT_STATED, mending=bool(self.errors))

    @property
    def hint(self) -> str:
        return words(self.standing.question.hint)

    @property
    def calculated(self) -> str:
        return calculated_text(self.standing.calculated)

    @property
    def evidence_open(self) -> bool:
        """Whether the place for files is unfolded: files may be needed, or there are some."""
        optional = self.standing.question.evidence.rule is EvidenceRule.OPTIONAL
        return not optional or bool(self.standing.evidence or self.upload_errors)

    @property
    def clearable(self) -> bool:
        return self.standing.question.kind in CLEARABLE and self.standing.answer is not None

    @property
    def wide(self) -> bool:
        return self.standing.question.kind in WIDE


def block_of(form: AnswersForm, name: str, troubles: Troubles) -> Block:
    """The question `name` of the form, with the troubles that it met."""
    standing, bound = form.standings[name], form.bound(name)
    question, typed = standing.question, bound.value()
    errors = complaints(form, name)
    label_for = bound.auto_id if question.kind in SINGLE_INPUT else ""
    return Block(
        standing=standing,
        label=words(question.label),
        head=_head(question, standing.number, label_for, get_language()),
        inputs=bound.as_widget(attrs=_attributes(name, inputs_in(errors))),
        errors=errors,
        version=form.version_shown(name),
        saved_words=saved_words(standing.answer, standing.evidence),
        declared=is_declared(typed),
        reason=typed["na"] if is_declared(typed) else "",
        evidence_rule=evidence_rule(question),
        conflict=_conflict(form, name, troubles.conflicts.get(name)),
        upload_errors=troubles.uploads.get(name, []),
    )


@lru_cache(maxsize=1024)
def _head(question: Question, number: str, label_for: str, _language: str | None) -> SafeString:
    """What is asked; the same to every agency, so it is kept. The language is that of the request."""
    texts = {"label": words(question.label), "hint": words(question.hint), "help": words(question.help)}
    context = texts | {"question": question, "number": number, "label_for": label_for}
    return render_to_string("surveys/questions/head.html", context)


def complaints(form: AnswersForm, name: str) -> list[Complaint]:
    """What is wrong with what was typed; else, with the answer that stands."""
    bound, standing = form.bound(name), form.standings[name]
    return bound.complaints or complaints_of(standing.question, standing.issues)


def _conflict(form: AnswersForm, name: str, theirs: Answer | None) -> Conflict | None:
    if theirs is None:
        return None
    question = form.standings[name].question
    return Conflict(read_back(question, form.cleaned_data[name]), read_back(question, theirs.value), theirs)


def _attributes(name: str, wrong: frozenset[str]) -> dict[str, Any]:
    attributes: dict[str, Any] = {"wrong": wrong, "aria-describedby": f"about-{name} errors-{name}"}
    return attributes | ({"aria-invalid": "true"} if name in wrong else {})
