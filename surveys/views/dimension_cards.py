"""How far each dimension has come, and what of the rest must be answered."""

from collections import Counter
from dataclasses import dataclass

from surveys.forms.progress import DimensionProgress
from surveys.questionnaire.review import IssueCode
from surveys.views.sheet import Sheet


@dataclass(frozen=True, slots=True)
class DimensionCard:
    """A dimension; `required` and `optional` questions are not answered yet."""

    progress: DimensionProgress
    required: int
    optional: int


def dimension_cards(sheet: Sheet) -> list[DimensionCard]:
    """One for each dimension surveyed, in order."""
    open_ones = Counter((issue.dimension, issue.code) for issue in sheet.review.issues)
    return [
        DimensionCard(
            progress=each,
            required=open_ones[each.code, IssueCode.REQUIRED],
            optional=open_ones[each.code, IssueCode.NOT_STATED],
        )
        for each in sheet.progress
    ]
