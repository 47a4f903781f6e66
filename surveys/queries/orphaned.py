"""How many agencies gave answers that another version of the questionnaire could not take."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.models import Answer, QuestionnaireVersion, Round
from surveys.queries.questionnaires import questionnaire_of, questionnaire_with_hash
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.orphans import Orphan, is_orphaned, orphans
from surveys.questionnaire.vocabulary import Audience

Stated = tuple[Audience, Any]


@dataclass(frozen=True, slots=True)
class Orphaned:
    """What the other version lacks, and how many agencies of the round have an answer that needs it."""

    orphan: Orphan
    agencies: int


def orphaned_answers(survey_round: Round, version: QuestionnaireVersion) -> list[Orphaned]:
    """All that answers to the round may hold and `version` lacks. One query, where there is any."""
    if survey_round.questionnaire_id is None:
        return []
    new = questionnaire_with_hash(version.sha256)
    lost = orphans(questionnaire_of(survey_round), new)
    answers = _stated(survey_round, {each.question for each in lost}) if lost else {}
    return [Orphaned(each, _count(each, answers.get(each.question, ()), new)) for each in lost]


def loses_answers(survey_round: Round, version: QuestionnaireVersion | None) -> bool:
    """Whether `version`, or having none, has no place for an answer that was given to the round."""
    if version is None:
        return Answer.objects.filter(submission__round=survey_round, value__isnull=False).exists()
    return any(lost.agencies for lost in orphaned_answers(survey_round, version))


def _count(orphan: Orphan, answers: Iterable[Stated], new: Questionnaire) -> int:
    return sum(is_orphaned(orphan, value, audience, new) for audience, value in answers)


def _stated(survey_round: Round, questions: Iterable[str]) -> Mapping[str, list[Stated]]:
    """The stated answers to these questions, each with the level of its agency."""
    found: defaultdict[str, list[Stated]] = defaultdict(list)
    rows = Answer.objects.filter(
        submission__round=survey_round, question__in=list(questions), value__isnull=False
    )
    for name, value, audience in rows.values_list("question", "value", "submission__agency__audience"):
        found[name].append((Audience(audience), value))
    return found
