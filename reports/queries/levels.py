"""The two levels in words."""

from agencies.models.agency import AUDIENCE_CHOICES
from surveys.questionnaire.vocabulary import Audience

LABELS = dict(AUDIENCE_CHOICES)


def label_of(audience: Audience) -> str:
    return str(LABELS[audience.value])
