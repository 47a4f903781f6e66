"""What still stands between the answers and their submission."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from surveys.questionnaire.elements import Question
from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.inspection import ISSUE_MESSAGES, Inspector, IssueCode
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.states import AnswerState, state_of
from surveys.questionnaire.values import Answers
from surveys.questionnaire.vocabulary import Audience

__all__ = ["ISSUE_MESSAGES", "Issue", "IssueCode", "Progress", "Review", "review"]

NO_EVIDENCE: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing about one question; `faults` say where in an answer of several parts."""

    question: str
    dimension: str
    code: IssueCode
    faults: tuple[Fault, ...] = ()

    @property
    def blocking(self) -> bool:
        """Whether it must be mended before the questionnaire can be submitted; leaving blank may be meant."""
        return self.code is not IssueCode.NOT_STATED


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions that apply in a dimension have an answer or were declared inapplicable."""

    dimension: str
    answered: int
    applicable: int

    @property
    def complete(self) -> bool:
        return self.answered == self.applicable


@dataclass(frozen=True, slots=True)
class Review:
    """The state of every question asked or not, the issues in survey order, the progress by dimension."""

    states: Mapping[str, AnswerState]
    issues: tuple[Issue, ...]
    progress: tuple[Progress, ...]

    @property
    def blocking(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.blocking)

    @property
    def ready(self) -> bool:
        """Whether the questionnaire can be submitted."""
        return not self.blocking


def review(
    questionnaire: Questionnaire,
    audience: Audience,
    answers: Answers,
    evidence_counts: Mapping[str, int] = NO_EVIDENCE,
) -> Review:
    """Look over all answers of an agency; `evidence_counts` has the number of files by question."""
    evaluator = Evaluator(questionnaire, audience, answers)
    asked = [each for each in questionnaire.questions_for(audience) if each.kind.is_asked]
    states = {
        question.name: state_of(
            question,
            answers.get(question.name),
            applicable=question.name in evaluator.applicable,
            evidence_count=evidence_counts.get(question.name, 0),
        )
        for question in asked
    }
    inspector = Inspector(audience, evaluator, states, evidence_counts)
    applicable = [question for question in asked if question.name in evaluator.applicable]
    return Review(
        states=states,
        issues=tuple(
            Issue(question.name, questionnaire.dimension_of(question.node).code, code, faults)
            for question in applicable
            for code, faults in inspector.findings(question)
        ),
        progress=tuple(
            _progress(questionnaire, dimension.code, applicable, states)
            for dimension in questionnaire.dimensions_for(audience)
        ),
    )


def _progress(
    questionnaire: Questionnaire,
    dimension: str,
    applicable: Iterable[Question],
    states: Mapping[str, AnswerState],
) -> Progress:
    here = [each.name for each in applicable if questionnaire.dimension_of(each.node).code == dimension]
    return Progress(dimension, sum(states[name] is not AnswerState.NOT_STATED for name in here), len(here))
