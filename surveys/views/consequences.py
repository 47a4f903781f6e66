"""What follows from a save for the page that sent it: the server is the judge, the page shows and hides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from portal.formats import format_count
from surveys.forms.messages import complaints_of
from surveys.forms.progress import progress_of
from surveys.forms.reading import calculated_text
from surveys.questionnaire.evaluator import Evaluator
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
        """`applicable`, `calculated` and `issues` by question of the dimension, `progress` by dimension."""
        return {
            "applicable": {each.name: each.name in self._evaluator.applicable for each in self._page},
            "calculated": {
                each.name: self._result(each) for each in self._page if each.kind is Kind.CALCULATE
            },
            "issues": {each.name: self._issues(each) for each in self._page if each.kind.is_asked},
            "progress": self._progress(),
        }

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator(self.questionnaire, self.audience, self.values)

    @cached_property
    def _page(self) -> tuple[Question, ...]:
        return self.questionnaire.questions_on_page(self.dimension, self.audience)

    def _result(self, question: Question) -> str:
        return calculated_text(str(self._evaluator.effective.get(question.name, "")))

    def _issues(self, question: Question) -> dict[str, list[str]]:
        found = [issue for issue in self.review.issues if issue.question == question.name]
        complaints = complaints_of(question, found)
        return {"errors": complaints.sentences, "wrong": sorted(complaints.inputs)}

    def _progress(self) -> dict[str, dict[str, Any]]:
        return {
            each.code: {
                "answered": each.answered,
                "asked": each.asked,
                "words": _("%(done)s of %(total)s")
                % {"done": format_count(each.answered), "total": format_count(each.asked)},
            }
            for each in progress_of(self.questionnaire, self.review)
        }
