"""The questions of a submission as its reviewer sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from reports.queries.reviews import scores_of
from reports.review_forms import DecisionForm
from reports.views.reviewing.access import Reviewed
from scoring.queries import scored_by
from surveys.forms.words import words
from surveys.models import ReviewDecision
from surveys.queries.answers import evidence_of
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.queries.reviews import decisions_in, latest_decisions_on
from surveys.queries.submitted import Submitted
from surveys.questionnaire.adjusting import can_be_adjusted, scored_choices
from surveys.questionnaire.model import Questionnaire
from surveys.views.read_back import Chapter, Entry, chapters, stated_in_version
from surveys.views.sheet import Sheet

Kind = ReviewDecision.Kind


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One question: what was answered, what it scored, what is decided and what was asked for before.

    `score` is None where the live run gave it none; `form` is None for those who may only read.
    """

    said: Entry
    scored: bool
    score: Fraction | None
    decision: ReviewDecision | None
    asked_before: ReviewDecision | None
    form: DecisionForm | None
    unsaved: bool = False
    meanwhile: bool = False


@dataclass(frozen=True)
class ReviewSheet:
    """All that stands on the page of one review. `sent` are forms that came back, by question."""

    reviewed: Reviewed
    sent: Mapping[str, DecisionForm] = field(default_factory=dict)
    meanwhile: frozenset[str] = frozenset()

    @cached_property
    def said(self) -> Submitted:
        return Submitted.of(self.reviewed.version)

    @cached_property
    def decisions(self) -> dict[str, ReviewDecision]:
        """Those that count in the review looked at."""
        return decisions_in(self.reviewed.review) if self.reviewed.review else {}

    @cached_property
    def asked_before(self) -> dict[str, ReviewDecision]:
        """What earlier reviews asked to be corrected, and this one has not decided yet."""
        latest = latest_decisions_on(self.reviewed.submission)
        return {
            name: each
            for name, each in latest.items()
            if each.kind == Kind.TO_CORRECT and name not in self.decisions
        }

    @cached_property
    def undecided(self) -> list[str]:
        """The questions with evidence that are to be decided, in the order of the questionnaire."""
        return [name for name in self.names if name in self.said.evidence and name not in self.decisions]

    @cached_property
    def chapters(self) -> list[Chapter]:
        version = self.reviewed.version
        questionnaire = questionnaire_with_hash(version.questionnaire.sha256)
        sheet = Sheet(
            self.reviewed.submission,
            questionnaire,
            self.said.audience,
            answers={},
            evidence=evidence_of(self.reviewed.submission),
        )
        return chapters(questionnaire, self.said.audience, stated_in_version(version, sheet))

    @cached_property
    def names(self) -> list[str]:
        return [entry.name for chapter in self.chapters for entry in chapter.entries]

    def entries(self, *, all_questions: bool) -> list[tuple[Chapter, list[ReviewEntry]]]:
        """By dimension; only questions with evidence, or with a decision, unless all are asked for."""
        shown = [
            (chapter, [self._entry(each) for each in chapter.entries if all_questions or self._matters(each)])
            for chapter in self.chapters
        ]
        return [(chapter, entries) for chapter, entries in shown if entries]

    def form(self, name: str, data: Any = None) -> DecisionForm:
        """The form of one question, as it is decided."""
        points = self.points(name)
        initial = _initial(self.decisions.get(name), points)
        return DecisionForm(name, data, initial=initial, scored=self._is_scored(name), options=points)

    def points(self, name: str) -> list[tuple[Decimal, str]]:
        choices = scored_choices(self._questionnaire, name, self.said.audience)
        return [(each.score, words(each.label)) for each in choices if each.score is not None]

    def _matters(self, entry: Entry) -> bool:
        return entry.name in self.said.evidence or entry.name in self.decisions

    def _entry(self, said: Entry) -> ReviewEntry:
        name = said.name
        return ReviewEntry(
            said=said,
            scored=self._is_scored(name),
            score=self._scores.get(name),
            decision=self.decisions.get(name),
            asked_before=self.asked_before.get(name),
            form=self.sent.get(name) or (self.form(name) if self.reviewed.is_mine else None),
            unsaved=name in self.sent,
            meanwhile=name in self.meanwhile,
        )

    def _is_scored(self, name: str) -> bool:
        return can_be_adjusted(self._questionnaire, name, self.said.audience, self.said.states[name])

    @cached_property
    def _questionnaire(self) -> Questionnaire:
        """What scores are said in the words of."""
        return scored_by(self.reviewed.submission.round)

    @cached_property
    def _scores(self) -> Mapping[str, Fraction | None]:
        return scores_of(self.reviewed.version)


def _initial(decision: ReviewDecision | None, points: list[tuple[Decimal, str]]) -> dict[str, Any]:
    if decision is None:
        return {"seen": 0}
    option = next((str(at) for at, (each, _said) in enumerate(points) if each == decision.score), "")
    return {
        "kind": decision.kind,
        "reason": decision.reason,
        "seen": decision.number,
        "option": option,
        "score": None if option or decision.score is None else f"{decision.score.normalize():f}",
    }
