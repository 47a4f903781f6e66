"""How far each dimension has come."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.formats import format_count
from surveys.forms.words import words
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.review import Review


@dataclass(frozen=True, slots=True)
class DimensionProgress:
    """`answered` of the `asked` questions, `to_mend` answers that are wrong or not complete.

    `blocking` issues stand in the way of submitting.
    """

    code: str
    name: str
    answered: int
    asked: int
    to_mend: int
    blocking: int

    @property
    def applies(self) -> bool:
        return self.asked > 0

    @property
    def words(self) -> str:
        """“12 of 24”, and how many answers need correction."""
        counts = {"done": format_count(self.answered), "total": format_count(self.asked)}
        done = _("%(done)s of %(total)s") % counts
        if not self.to_mend:
            return done
        return _("%(done)s, %(count)s to correct") % {"done": done, "count": format_count(self.to_mend)}

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
            to_mend=each.to_mend,
            blocking=blocking[each.dimension],
        )
        for each in review.progress
    ]
