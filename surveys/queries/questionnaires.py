"""Questionnaires out of the database, compiled once in each process."""

import json
from functools import lru_cache

from surveys.models import QuestionnaireVersion, Round
from surveys.questionnaire.document import from_document
from surveys.questionnaire.model import Questionnaire


@lru_cache(maxsize=16)
def questionnaire_with_hash(sha256: str) -> Questionnaire:
    """The questionnaire whose document has this hash; `QuestionnaireVersion.DoesNotExist` when none has.

    A document never changes under its hash, so the cache needs no invalidation.
    """
    document = QuestionnaireVersion.objects.values_list("document", flat=True).get(sha256=sha256)
    return from_document(json.loads(document))


def questionnaire_of(survey_round: Round) -> Questionnaire:
    """The questionnaire that the round asks; `QuestionnaireVersion.DoesNotExist` while it has none."""
    return questionnaire_with_hash(survey_round.chosen_questionnaire.sha256)
