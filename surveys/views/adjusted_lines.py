"""The questions of a score that EGA's review has adjusted, as lines of a table that names no reviewer."""

from dataclasses import dataclass
from decimal import Decimal

from scoring.models import Scorecard
from surveys.forms.words import words
from surveys.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class AdjustedLine:
    """What the answer alone gives, what counts, and why; None by the answer where it gives nothing."""

    label: str
    by_answer: Decimal | None
    score: Decimal
    reason: str


def adjusted_lines(questionnaire: Questionnaire, card: Scorecard) -> list[AdjustedLine]:
    """In the order of the framework. One query, and none of a run that takes no adjustments."""
    if card.run.adjusted_until is None:
        return []
    rows = card.adjusted_questions.filter(score__isnull=False).select_related("decision").order_by("pk")
    return [
        AdjustedLine(
            label=words(questionnaire.question(row.question).label),
            by_answer=row.by_answer,
            score=row.score,
            reason=row.decision.reason,
        )
        for row in rows
        if row.score is not None
    ]
