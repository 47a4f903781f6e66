"""Whether the weights of the dimensions add up, level by level."""

from decimal import Decimal
from typing import Final

from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.vocabulary import Audience

FULL: Final = Decimal(100)
NOTHING: Final = Decimal(0)


def weights_add_up(questionnaire: Questionnaire, audience: Audience) -> bool:
    """Whether the weights at the level are 100 together.

    A level that is not asked a dimension may keep the weights of the others as they are at the other level:
    a score is shared out over what is asked.
    """
    asked = weight_total(questionnaire, audience)
    return asked == FULL or (
        asked > NOTHING and asked + _of_what_is_not_asked(questionnaire, audience) == FULL
    )


def weight_total(questionnaire: Questionnaire, audience: Audience) -> Decimal:
    """The weights of the dimensions that are asked at the level, added up; 0 when none is."""
    dimensions = questionnaire.dimensions_for(audience)
    return sum((node.weights.get(audience, NOTHING) for node in dimensions), NOTHING)


def _of_what_is_not_asked(questionnaire: Questionnaire, audience: Audience) -> Decimal:
    asked = questionnaire.dimensions_for(audience)
    others = [node for node in questionnaire.children("") if node not in asked]
    return sum((max(node.weights.values(), default=NOTHING) for node in others), NOTHING)
