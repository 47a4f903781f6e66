"""What a submitted version is worth in a run: by its questionnaire, with the adjustments that it takes."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.engine import Adjustment, ScoreTree, score
from scoring.engine.plan import scored_questions
from scoring.models import ScoringRun
from surveys.models import ReviewDecision, SubmissionVersion
from surveys.queries.adjustments import adjustments_of
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.vocabulary import Audience

Decisions = Mapping[str, ReviewDecision]
"""By question what a review has decided instead of the score that the answer gives."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A version with what it is worth in a run, and the adjustments that the run takes of it."""

    version: SubmissionVersion
    tree: ScoreTree
    decisions: Decisions


def decisions_in(run: ScoringRun, version_ids: Collection[int]) -> Mapping[int, Decisions]:
    """By version the adjustments that the run takes: those decided until its moment, and never later ones."""
    if run.adjusted_until is None:
        return {}
    return adjustments_of(version_ids, decided_until=run.adjusted_until)


def scored_in(run: ScoringRun, version: SubmissionVersion, decisions: Decisions) -> Scored:
    """What the version is worth by the questionnaire of the run; one of `UNSCORABLE` when it cannot be.

    A question that this questionnaire does not score enters no score, so an adjustment of it has no effect.
    """
    document = json.loads(version.document)
    questionnaire = questionnaire_with_hash(run.questionnaire.sha256)
    audience = Audience(document["audience"])
    adjustments = {
        name: Adjustment(Fraction(decision.score or 0), decision.reason)
        for name, decision in decisions.items()
        if name in scored_questions(questionnaire, audience)
    }
    return Scored(version, score(questionnaire, audience, document["answers"], adjustments), decisions)
