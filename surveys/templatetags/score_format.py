"""Exact numbers of an explanation: more decimals than a result has, so that they visibly add up."""

from fractions import Fraction

from django import template

from portal.formats import NOTHING, half_up

register = template.Library()
PLACES, MANY = 3, 9


@register.filter
def points(value: Fraction | None) -> str:
    """12.346, or a dash where there is no score."""
    return NOTHING if value is None else f"{half_up(value, PLACES):,}"


@register.filter
def unrounded(value: Fraction | None) -> str:
    """The total with so many decimals that one sees to which side it is rounded: 39.149603175."""
    return NOTHING if value is None else f"{half_up(value, MANY).normalize():f}"


@register.filter
def share(value: Fraction) -> str:
    """4.250 %; `value` is 0-100."""
    return f"{half_up(value, PLACES)}\u00a0%"


@register.filter
def weight(value: Fraction) -> str:
    """A weight as the questionnaire has it: 20, 2.5."""
    return f"{half_up(value, PLACES).normalize():f}"
