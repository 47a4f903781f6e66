"""What would raise a score, computed once for each scorecard and kept in the cache.

The engine scores every other answer anew, which is most of the page's time. A scorecard never changes, and
the key holds everything that the steps are made of, so what is kept is never out of date. It names questions
and options, and no words of any language.
"""

import logging
from collections.abc import Sequence
from fractions import Fraction

from django.core.cache import cache
from redis.exceptions import RedisError

from scoring.engine import ENGINE_VERSION, Adjustments
from scoring.engine.advice import Improvement, Step, improvements
from scoring.models import Scorecard
from surveys.questionnaire.model import Audience, Questionnaire
from surveys.questionnaire.values import Answers

logger = logging.getLogger(__name__)

WEEK = 7 * 24 * 60 * 60
Kept = list[tuple[str, str, str, str]]
"""Question, option, row of a matrix, and the gain as a fraction."""


def steps_of(
    card: Scorecard,
    questionnaire: Questionnaire,
    audience: Audience,
    answers: Answers,
    adjustments: Adjustments,
) -> Sequence[Improvement]:
    """Of the answers of the card's version, with what was adjusted in it, by the questionnaire of its run.

    They are without the `value` of a step.
    """
    key = _key(card)
    try:
        kept = cache.get(key)
        if kept is None:
            kept = _computed(questionnaire, audience, answers, adjustments)
            cache.set(key, kept, WEEK)
    except RedisError as error:
        logger.warning("steps are computed anew: the cache is away (%s)", type(error).__name__)
        kept = _computed(questionnaire, audience, answers, adjustments)
    return [Improvement(Step(*step), Fraction(gain)) for *step, gain in kept]


def _key(card: Scorecard) -> str:
    made_of = (card.pk, ENGINE_VERSION, card.run.questionnaire.sha256, card.version.sha256)
    return f"steps:{':'.join(map(str, made_of))}"


def _computed(
    questionnaire: Questionnaire, audience: Audience, answers: Answers, adjustments: Adjustments
) -> Kept:
    found = improvements(questionnaire, audience, answers, adjustments)
    return [(each.step.question, each.step.choice, each.step.item, str(each.gain)) for each in found]
