"""A submission opened for a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from surveys.forms.progress import DimensionProgress, progress_of
from surveys.forms.standing import Standing
from surveys.models import Answer, EvidenceFile, Submission
from surveys.queries.answers import answers_of, evidence_of, stated_values
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.model import Audience, Method, Question, Questionnaire
from surveys.questionnaire.numbering import question_numbers
from surveys.questionnaire.review import Review, review
from surveys.views.reviewed import ReviewedByEga, reviewed_by_ega


@dataclass(frozen=True)
class Sheet:
    """All answers of a submission, read in two queries and judged once."""

    submission: Submission
    questionnaire: Questionnaire
    audience: Audience
    answers: Mapping[str, Answer]
    evidence: Mapping[str, list[EvidenceFile]]

    @classmethod
    def of(cls, submission: Submission) -> Self:
        return cls(
            submission=submission,
            questionnaire=questionnaire_of(submission.round),
            audience=Audience(submission.agency.audience),
            answers=answers_of(submission),
            evidence=evidence_of(submission),
        )

    @cached_property
    def values(self) -> dict[str, Any]:
        return stated_values(dict(self.answers))

    @cached_property
    def review(self) -> Review:
        counts = {name: len(files) for name, files in self.evidence.items()}
        return review(self.questionnaire, self.audience, self.values, counts)

    @cached_property
    def progress(self) -> list[DimensionProgress]:
        return progress_of(self.questionnaire, self.review)

    def standings(self, dimension: str) -> list[Standing]:
        """The questions of one page, in order; not the calculations that are themselves scores."""
        page = self.questionnaire.questions_on_page(dimension, self.audience)
        return [self.standing(each) for each in page if each.kind.is_asked or each.method is not Method.VALUE]

    def standing(self, question: Question) -> Standing:
        name = question.name
        return Standing(
            question=question,
            number=self.numbers.get(name, ""),
            applies=name in self.review.evaluator.applicable,
            state=self.review.states.get(name),
            answer=self.answers.get(name),
            evidence=self.evidence.get(name, []),
            issues=[issue for issue in self.review.issues if issue.question == name],
            calculated=str(self.review.evaluator.effective.get(name, "")),
            correction=self.corrections.get(name, ""),
        )

    @cached_property
    def corrections(self) -> Mapping[str, str]:
        """Question name → what EGA asks to be corrected there, of answers that it has sent back."""
        sent_back = self.submission.state == Submission.State.RETURNED and self.reviewed
        return {each.name: each.reason for each in sent_back.corrections} if sent_back else {}

    @cached_property
    def reviewed(self) -> ReviewedByEga | None:
        """What EGA's review of the latest version decided, if it is finished."""
        return reviewed_by_ega(self.submission)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Question name → "1.4.2"; none for questions of a whole dimension."""
        return question_numbers(self.questionnaire, self.audience)
