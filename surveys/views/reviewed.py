"""What EGA's review decided, as the agency reads it: question by question, never by whom."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from surveys.forms.words import words
from surveys.models import Review, ReviewDecision, Submission
from surveys.queries.questionnaires import questionnaire_of
from surveys.queries.reviews import decisions_in, finished_review_of
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.numbering import question_numbers
from surveys.views.addresses import address

Kind = ReviewDecision.Kind


@dataclass(frozen=True, slots=True)
class Decided:
    """One question: `kind` is that of its decision, `score` what it counts with; `url` leads to it."""

    name: str
    number: str
    label: str
    url: str
    kind: str
    score: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewedByEga:
    """A finished review of what the agency has submitted last, in the order of the questionnaire."""

    outcome: str
    at: dt.datetime
    decided: Sequence[Decided]

    @property
    def sent_back(self) -> bool:
        return self.outcome == Review.Outcome.SENT_BACK

    @property
    def corrections(self) -> list[Decided]:
        """What the agency is asked to correct."""
        return [each for each in self.decided if each.kind == Kind.TO_CORRECT]


def reviewed_by_ega(submission: Submission) -> ReviewedByEga | None:
    """None while no finished review of it stands. Two queries, one where there is none."""
    review = finished_review_of(submission)
    if review is None or review.finished_at is None:
        return None
    return ReviewedByEga(review.outcome, review.finished_at, _decided(submission, decisions_in(review)))


def _decided(submission: Submission, decisions: Mapping[str, ReviewDecision]) -> list[Decided]:
    questionnaire, audience = questionnaire_of(submission.round), Audience(submission.agency.audience)
    numbers = question_numbers(questionnaire, audience)
    return [
        Decided(
            name=question.name,
            number=numbers.get(question.name, ""),
            label=words(question.label),
            url=_url(submission, questionnaire, question.name),
            kind=decisions[question.name].kind,
            score=decisions[question.name].score,
            reason=decisions[question.name].reason,
        )
        for question in questionnaire.questions_for(audience)
        if question.name in decisions
    ]


def _url(submission: Submission, questionnaire: Questionnaire, name: str) -> str:
    dimension = questionnaire.dimension_of(questionnaire.question(name).node).code
    return f"{address('dimension', submission, dimension)}#q-{name}"
