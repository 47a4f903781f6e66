"""The states of all answers of an agency, and what still stands between them and submission."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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

__all__ = ["ISSUE_MESSAGES", "Issue", "IssueCode", "Progress", "Review", "review", "states_of"]

TO_MEND: Final = frozenset(
    {IssueCode.INVALID, IssueCode.INCOMPLETE, IssueCode.CONSTRAINT, IssueCode.EVIDENCE}
)
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
    """How many of the questions asked in a dimension were answered or declared inapplicable.

    An answer that is wrong or not complete is not `answered` but one `to_mend`.
    """

    dimension: str
    answered: int
    asked: int
    to_mend: int = 0

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked


@dataclass(frozen=True, slots=True)
class Review:
    """The states by question, the issues in survey order, the progress by dimension.

    `to_mend` has the names of the questions whose answer is wrong or not complete. `evaluator` says what
    follows from the answers.
    """

    states: Mapping[str, AnswerState]
    issues: tuple[Issue, ...]
    progress: tuple[Progress, ...]
    to_mend: frozenset[str]
    evaluator: Evaluator = field(repr=False, compare=False)

    @property
    def blocking(self) -> tuple[Issue, ...]:
        """The issues that must be mended before submission."""
        return tuple(issue for issue in self.issues if issue.blocking)

    @property
    def is_complete(self) -> bool:
        """Whether the questionnaire can be submitted."""
        return not self.blocking

    @property
    def answered_count(self) -> int:
        return sum(progress.answered for progress in self.progress)

    @property
    def asked_count(self) -> int:
        return sum(progress.asked for progress in self.progress)

    def questions_with(self, *codes: IssueCode) -> tuple[str, ...]:
        """The names of the questions that have such an issue, each once."""
        return tuple(dict.fromkeys(issue.question for issue in self.issues if issue.code in codes))


def review(
    questionnaire: Questionnaire,
    audience: Audience,
    answers: Answers,
    evidence_counts: Mapping[str, int] = NO_EVIDENCE,
) -> Review:
    """Look over all answers of an agency; `evidence_counts` has the number of files by question."""
    evaluator = Evaluator(questionnaire, audience, answers)
    states = _states(evaluator, questionnaire.questions_for(audience), answers, evidence_counts)
    inspector = Inspector(audience, evaluator, states, evidence_counts)
    asked = [questionnaire.question(name) for name in states if name in evaluator.applicable]
    issues = tuple(
        Issue(question.name, questionnaire.dimension_of(question.node).code, code, faults)
        for question in asked
        for code, faults in inspector.findings(question)
    )
    to_mend = frozenset(issue.question for issue in issues if issue.code in TO_MEND)
    progress = _progress(questionnaire, audience, asked, states, to_mend)
    return Review(states, issues, progress, to_mend, evaluator)


def states_of(
    questionnaire: Questionnaire,
    audience: Audience,
    answers: Answers,
    evidence_counts: Mapping[str, int] = NO_EVIDENCE,
) -> dict[str, AnswerState]:
    """The state of every question that `audience` can answer, by name, in survey order."""
    evaluator = Evaluator(questionnaire, audience, answers)
    return _states(evaluator, questionnaire.questions_for(audience), answers, evidence_counts)


def _states(
    evaluator: Evaluator,
    questions: Iterable[Question],
    answers: Answers,
    evidence_counts: Mapping[str, int],
) -> dict[str, AnswerState]:
    return {
        question.name: state_of(
            question,
            answers.get(question.name),
            applicable=question.name in evaluator.applicable,
            evidence_count=evidence_counts.get(question.name, 0),
        )
        for question in questions
        if question.kind.is_asked
    }


def _progress(
    questionnaire: Questionnaire,
    audience: Audience,
    asked: Iterable[Question],
    states: Mapping[str, AnswerState],
    to_mend: frozenset[str],
) -> tuple[Progress, ...]:
    dimension_of = {each.name: questionnaire.dimension_of(each.node).code for each in asked}
    done = dimension_of.keys() - to_mend - {name for name in states if states[name] is AnswerState.NOT_STATED}
    in_all, answered, wrong = (
        Counter(dimension_of[name] for name in names) for names in (dimension_of, done, to_mend)
    )
    return tuple(
        Progress(each.code, answered[each.code], in_all[each.code], wrong[each.code])
        for each in questionnaire.dimensions_for(audience)
    )
