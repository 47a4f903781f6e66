"""What is wrong with, or missing from, the answer to one question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from surveys.questionnaire.answers import normalise
from surveys.questionnaire.elements import Question
from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.faults import AnswerError, Fault
from surveys.questionnaire.messages import N_
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.values import Value
from surveys.questionnaire.vocabulary import Audience, Kind


class IssueCode(StrEnum):
    """What the agency should look at again."""

    REQUIRED = "required"
    NOT_STATED = "not_stated"
    INCOMPLETE = "incomplete"
    INVALID = "invalid"
    CONSTRAINT = "constraint"
    EVIDENCE = "evidence"


ISSUE_MESSAGES: Final[dict[IssueCode, str]] = {
    IssueCode.REQUIRED: N_("This question must be answered."),
    IssueCode.NOT_STATED: N_("Not answered. It will be counted as not stated."),
    IssueCode.INCOMPLETE: N_("Part of the answer is missing."),
    IssueCode.INVALID: N_("The answer is not one that the question takes."),
    IssueCode.CONSTRAINT: N_("The answer does not meet the condition of this question."),
    IssueCode.EVIDENCE: N_("A file that shows this is missing."),
}
"""English messages by code, to be passed through gettext."""

Finding = tuple[IssueCode, tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class Inspector:
    """Looks at the questions of one agency; `states` has the state of each that can be answered."""

    audience: Audience
    evaluator: Evaluator
    states: Mapping[str, AnswerState]
    evidence_counts: Mapping[str, int]

    def findings(self, question: Question) -> Iterator[Finding]:
        """What is wrong with one question; nothing when it does not apply."""
        state = self.states[question.name]
        if state is AnswerState.NOT_STATED:
            yield (IssueCode.REQUIRED if question.required else IssueCode.NOT_STATED), ()
        if question.name in self.evaluator.effective:
            yield from self._about(question, self.evaluator.effective[question.name])

    def _about(self, question: Question, value: Value) -> Iterator[Finding]:
        invalid = _invalid(question, value, self.audience)
        if invalid:
            yield IssueCode.INVALID, invalid
            return
        missing = tuple(_missing_parts(question, value, self.audience))
        if missing:
            yield IssueCode.INCOMPLETE, missing
        broken = self.evaluator.broken_constraints(question)
        if broken:
            yield IssueCode.CONSTRAINT, broken
        if question.evidence.needed_for(value) and not self.evidence_counts.get(question.name):
            yield IssueCode.EVIDENCE, ()


def _invalid(question: Question, value: Value, audience: Audience) -> tuple[Fault, ...]:
    """Faults of a kept answer that the questionnaire no longer takes."""
    try:
        normalise(question, value, audience)
    except AnswerError as error:
        return error.faults
    return ()


def _missing_parts(question: Question, value: Value, audience: Audience) -> Iterator[Fault]:
    """The rows of a required matrix without a choice; the required columns left blank in a row."""
    items = question.items_for(audience)
    if question.kind is Kind.MATRIX and question.required:
        yield from (Fault("missing", item=item.name) for item in items if item.name not in value)
    if question.kind is Kind.ROWS:
        for number, row in enumerate(value):
            for item in items:
                if item.required and item.name not in row:
                    yield Fault("missing", item=item.name, row=number)
