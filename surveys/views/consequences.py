"""What follows from a save for the page that sent it: the server is the judge, the page shows and hides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveys.forms.badges import Badge, badge_of
from surveys.forms.messages import complaints_of, inputs_in
from surveys.forms.progress import progress_of
from surveys.forms.reading import calculated_text
from surveys.questionnaire.model import Audience, Kind, Question, Questionnaire
from surveys.questionnaire.review import Review


@dataclass(frozen=True)
class Consequences:
    """All that the page of one dimension may have to change, from the values as they stand now."""

    questionnaire: Questionnaire
    audience: Audience
    values: Mapping[str, Any]
    review: Review
    dimension: str

    def as_json(self) -> dict[str, Any]:
        """`applicable`, `states`, `calculated` and `issues` by question of the dimension; `badges` by state.

        `progress` is by dimension.
        """
        badges = {each.name: self._badge(each) for each in self._page if each.kind.is_asked}
        return {
            "states": {name: badge.state for name, badge in badges.items()},
            "badges": {badge.state: badge.html for badge in set(badges.values())},
            "applicable": {each.name: each.name in self.review.evaluator.applicable for each in self._page},
            "calculated": {
                each.name: self._result(each) for each in self._page if each.kind is Kind.CALCULATE
            },
            "issues": {each.name: self._issues(each) for each in self._page if each.kind.is_asked},
            "progress": self._progress(),
        }

    @cached_property
    def _page(self) -> tuple[Question, ...]:
        return self.questionnaire.questions_on_page(self.dimension, self.audience)

    def _badge(self, question: Question) -> Badge:
        return badge_of(self.review.states[question.name], mending=question.name in self.review.to_mend)

    def _result(self, question: Question) -> str:
        return calculated_text(str(self.review.evaluator.effective.get(question.name, "")))

    def _issues(self, question: Question) -> dict[str, list[str]]:
        found = [issue for issue in self.review.issues if issue.question == question.name]
        complaints = complaints_of(question, found)
        return {"errors": [str(each) for each in complaints], "wrong": sorted(inputs_in(complaints))}

    def _progress(self) -> dict[str, dict[str, Any]]:
        return {
            each.code: {
                "answered": each.answered,
                "asked": each.asked,
                "words": each.words,
            }
            for each in progress_of(self.questionnaire, self.review)
        }
