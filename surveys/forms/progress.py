"""How far each dimension has come."""

from collections import Counter
from dataclasses import dataclass

from surveys.forms.words import words
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.review import Review


@dataclass(frozen=True, slots=True)
class DimensionProgress:
    """`answered` of the `asked` questions; `blocking` issues stand in the way of submitting."""

    code: str
    name: str
    answered: int
    asked: int
    blocking: int

    @property
    def applies(self) -> bool:
        return self.asked > 0

    @property
    def complete(self) -> bool:
        return self.answered == self.asked and not self.blocking


def progress_of(questionnaire: Questionnaire, review: Review) -> list[DimensionProgress]:
    """One entry for each dimension surveyed, in order."""
    blocking = Counter(issue.dimension for issue in review.issues if issue.blocking)
    return [
        DimensionProgress(
            code=each.dimension,
            name=words(questionnaire.node(each.dimension).label),
            answered=each.answered,
            asked=each.asked,
            blocking=blocking[each.dimension],
        )
        for each in review.progress
    ]
