"""How answers become points, in words: `scoring.engine.methods` for those who recompute a score."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from surveys.questionnaire.model import Audience, Kind, Method, Missing, Question


def formula_of(question: Question) -> str | None:
    """None where nothing is scored."""
    return _formulas()[question.kind, question.method] if question.method else None


def full_mark_of(question: Question, audience: Audience) -> Decimal | int | None:
    """What the formula calls so: `ega--max`, or what stands for it where the questionnaire gives none."""
    if not question.scored_for(audience):
        return None
    if question.maximum is not None or question.method in (None, Method.CHOICE, Method.VALUE, Method.ROWS):
        return question.maximum
    if question.method is Method.RATIO:
        return 1
    if question.kind is Kind.SELECT_MULTIPLE and question.method is Method.SHARE:
        return sum(not choice.exclusive for choice in question.choices_for(audience))
    return 100


def missing_of(question: Question) -> str | None:
    """What a blank answer to a scored question does, or a blank part of it."""
    if question.method is None:
        return None
    return {Missing.ZERO: _("counts as 0"), Missing.SKIP: _("left out, its weight shared out")}[
        question.missing
    ]


def _formulas() -> Mapping[tuple[Kind, Method], str]:
    ratio = _("100 × min(answer ÷ base, full mark) ÷ full mark; not stated without a base or with base 0")
    value = _("the number itself, at least 0 and at most 100")
    return {
        (Kind.SELECT_ONE, Method.CHOICE): _("points of the option chosen"),
        (Kind.SELECT_MULTIPLE, Method.SUM): _(
            "100 × min(sum of the points of the options chosen, full mark) ÷ full mark"
        ),
        (Kind.SELECT_MULTIPLE, Method.SHARE): _(
            "100 × min(number of options chosen, full mark) ÷ full mark; "
            "options that exclude all others do not count"
        ),
        (Kind.PERCENTAGES, Method.SHARE): _(
            "100 × min(sum of percentage × weight of the item, full mark) ÷ full mark"
        ),
        (Kind.MATRIX, Method.ROWS): _("weighted mean of the points of the options chosen in the items"),
        (Kind.ROWS, Method.ROWS): _(
            "mean over the rows of the weighted mean of the points of the options chosen "
            "in the items with a weight"
        ),
        **{(kind, Method.RATIO): ratio for kind in NUMBERS},
        **{(kind, Method.VALUE): value for kind in NUMBERS},
    }


NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.CALCULATE)
