"""Questions by their words, as those who look for an answer know them."""

from surveys.models import QuestionnaireVersion
from surveys.queries.questionnaires import questionnaire_with_hash


def questions_named(text: str) -> set[str]:
    """The names of the questions with `text` in their words, in either language, in any round."""
    asked = QuestionnaireVersion.objects.filter(rounds__isnull=False).distinct()
    wanted = text.casefold()
    return {
        question.name
        for sha256 in asked.values_list("sha256", flat=True)
        for question in questionnaire_with_hash(sha256).questions
        if wanted in question.label.th.casefold() or wanted in question.label.en.casefold()
    }
