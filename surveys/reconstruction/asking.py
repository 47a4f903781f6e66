"""Whether a question is asked of an agency, as the questionnaire's own conditions say."""

from collections.abc import Mapping

from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.program import dependencies
from surveys.questionnaire.values import Answers, Value
from surveys.questionnaire.vocabulary import Audience


class Asking:
    """Remembers the verdict for every combination of the answers that decide it."""

    def __init__(self, questionnaire: Questionnaire, audience: Audience) -> None:
        self._questionnaire = questionnaire
        self._audience = audience
        self._direct = {
            question.name: {each.on for each in dependencies(questionnaire, question)}
            for question in questionnaire.questions_for(audience)
        }
        self._known: dict[tuple[str, str], bool] = {}

    @property
    def deciding(self) -> frozenset[str]:
        """The questions whose answers decide whether others are asked, or are calculated with."""
        return frozenset().union(*self._direct.values())

    def asked(self, name: str, answers: Answers) -> bool:
        """Whether `name` is asked of whoever gave these answers."""
        looked_at = {each: answers[each] for each in sorted(self._reach(name)) if each in answers}
        key = (name, repr(looked_at))
        if key not in self._known:
            self._known[key] = self._judge(name, looked_at)
        return self._known[key]

    def _judge(self, name: str, answers: Mapping[str, Value]) -> bool:
        return name in Evaluator(self._questionnaire, self._audience, answers).applicable

    def _reach(self, name: str) -> set[str]:
        """The questions that decide about `name`, directly or through others."""
        reach: set[str] = set()
        todo = [name]
        while todo:
            for each in self._direct[todo.pop()] - reach:
                reach.add(each)
                todo.append(each)
        return reach
